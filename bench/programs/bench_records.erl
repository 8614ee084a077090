%% Record updates and funs: a small bank simulated over a map of accounts by folding transactions.
-module(bench_records).
-export([run/1]).

-record(account, {id, owner, balance = 0, history = [], open = true}).
-record(transfer, {from, to, amount}).

run(N) ->
    Accounts = maps:from_list([{I, #account{id = I, owner = {user, I}, balance = 100}}
                               || I <- lists:seq(0, 499)]),
    Transfers = [#transfer{from = I * 7 rem 500, to = I * 13 rem 500, amount = I rem 97}
                 || I <- lists:seq(1, N)],
    Final = lists:foldl(fun apply_transfer/2, Accounts, Transfers),
    Total = maps:fold(fun(_, #account{balance = B}, Sum) -> Sum + B end, 0, Final),
    Rejected = lists:sum([length([x || {rejected, _} <- A#account.history])
                          || A <- maps:values(Final)]),
    {Total, Rejected}.

apply_transfer(#transfer{from = Same, to = Same}, Accounts) ->
    Accounts;
apply_transfer(#transfer{from = From, to = To, amount = Amount}, Accounts) ->
    case Accounts of
        #{From := #account{balance = Balance} = A, To := #account{open = true} = B}
          when Balance >= Amount ->
            Accounts#{
                From := log(A#account{balance = Balance - Amount}, {out, Amount}),
                To := log(B#account{balance = B#account.balance + Amount}, {in, Amount})
            };
        #{From := A} ->
            Accounts#{From := log(A, {rejected, Amount})}
    end.

log(#account{history = History} = Account, Entry) when length(History) < 8 ->
    Account#account{history = [Entry | History]};
log(#account{history = [_, _, _, _ | Rest]} = Account, Entry) ->
    Account#account{history = [Entry | Rest]}.
