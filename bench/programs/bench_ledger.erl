%% A ledger: accounts in a map, postings drawn from a 64-bit generator, a running 64-bit digest of all entries,
%% and refusals as exceptions that roll a transaction back.
-module(bench_ledger).
-export([run/1]).

-define(MASK, 16#FFFFFFFFFFFFFFFF).
-define(ACCOUNTS, 64).
-define(LIMIT, 1_000_000_000_000).

run(N) ->
    Accounts = maps:from_list([{I, 10_000 * (I + 1)} || I <- lists:seq(0, ?ACCOUNTS - 1)]),
    transactions(N, 16#9E3779B97F4A7C15, 16#CBF29CE484222325, Accounts, {0, 0, 0}).

transactions(0, _, Digest, Accounts, Refused) ->
    {Digest, lists:sum(maps:values(Accounts)), Refused};
transactions(N, Seed, Digest, Accounts, Refused) ->
    Seed1 = next(Seed),
    Draw = mix(Seed1),
    From = Draw rem ?ACCOUNTS,
    To = (Draw bsr 8) rem ?ACCOUNTS,
    Amount = (Draw bsr 16) rem 5_000,
    try transfer(From, To, Amount, Accounts) of
        Accounts1 ->
            Digest1 = entry(Digest, From, To, Amount, maps:get(To, Accounts1)),
            transactions(N - 1, Seed1, Digest1, Accounts1, Refused)
    catch
        throw:Refusal -> transactions(N - 1, Seed1, Digest, Accounts, refused(Refusal, Refused));
        error:{badkey, _} -> transactions(N - 1, Seed1, Digest, Accounts, refused(unknown, Refused))
    end.

refused({insufficient_funds, _, _}, {A, B, C}) -> {A + 1, B, C};
refused(same_account, {A, B, C}) -> {A, B + 1, C};
refused(unknown, {A, B, C}) -> {A, B, C + 1}.

transfer(Same, Same, _, _) ->
    throw(same_account);
transfer(From, To, Amount, Accounts) ->
    Fee = fee(Amount),
    Debited = debit(From, Amount + Fee, Accounts),
    % One draw in a few hundred names an account that nobody has opened.
    credit(if Amount rem 311 =:= 0 -> To + ?ACCOUNTS; true -> To end, Amount + Fee, Debited).

debit(Id, Amount, Accounts) ->
    case maps:get(Id, Accounts) of
        Balance when Balance < Amount -> throw({insufficient_funds, Id, Amount - Balance});
        Balance -> Accounts#{Id := Balance - Amount}
    end.

credit(Id, Amount, Accounts) ->
    Balance = maps:get(Id, Accounts),
    Accounts#{Id := min(Balance + Amount, ?LIMIT)}.

%% A thousandth, rounded half up.
fee(Amount) -> (Amount + 500) div 1_000.

%% Modular arithmetic as ledgers and hashes do it: products of 128 bits, cut to 64.
next(Seed) -> (Seed * 6364136223846793005 + 1442695040888963407) band ?MASK.

mix(X0) ->
    X1 = ((X0 bxor (X0 bsr 30)) * 16#BF58476D1CE4E5B9) band ?MASK,
    X2 = ((X1 bxor (X1 bsr 27)) * 16#94D049BB133111EB) band ?MASK,
    X2 bxor (X2 bsr 31).

entry(Digest, From, To, Amount, Balance) ->
    lists:foldl(fun digest/2, Digest, [From, To, Amount, Balance]).

digest(Value, Digest) -> ((Digest bxor Value) * 16#100000001B3) band ?MASK.
