%% Loops that carry integers of 64 bits, with sign and without: they outgrow it in the middle, begin beyond it, meet floats and what is
%% no number, are preempted, and raise in the middle.
-module(int_word_loops).
-export([main/0]).

main() ->
    Seeds = [0, 1, -1, 7, 1 bsl 29, -(1 bsl 31), 1 bsl 40, (1 bsl 62) - 3, (1 bsl 63) - 50, -(1 bsl 63), 1 bsl 63,
             (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 64), 1 bsl 130, 1.5, a],
    [io:format("~p ~p~n", [Seed, [guarded(fun() -> F(Seed) end) || F <- loops()]]) || Seed <- Seeds],
    %% Long enough to be preempted many times, by others that do the same.
    Self = self(),
    [spawn_link(fun() -> Self ! {Seed, {word(200000, Seed), squares(200000, Seed), power(Seed, 1 bsl 200, 1000003, 1)}} end)
     || Seed <- [1, 2, (1 bsl 63) - 1000000]],
    [receive {Seed, Answer} -> io:format("~p ~p~n", [Seed, Answer]) end || Seed <- [1, 2, (1 bsl 63) - 1000000]],
    io:format("~p~n", [guarded(fun() -> checked([3, 5, (1 bsl 62), 7, 1 bsl 63, x, 9], 1) end)]),
    io:format("~p~n", [listed(12, 1, [])]),
    io:format("~p~n", [digits(<<"9223372036854775806">>, 0)]),
    io:format("~p~n", [digits(<<"-9223372036854775807000">>, 0)]),
    io:format("~p~n", [digits(<<"18446744073709551616x">>, 0)]).

guarded(F) ->
    try F()
    catch C:R:Stack -> {M, N, A, _} = hd(Stack), {C, R, {M, N, A}}
    end.

loops() ->
    [fun(S) -> squares(20, S) end,
     fun(S) -> product(25, S) end,
     fun(S) -> word(7, S) end,
     fun(S) -> xorshift(7, S) end,
     fun(S) -> half(9, S) end,
     fun(S) -> power(S, 77, 1000000007, 1) end,
     fun(S) -> power(S, 77, (1 bsl 62) - 57, 1) end,
     fun(S) -> swapped(9, S, 3) end,
     fun(S) -> until(S, 1 bsl 62, 0) end,
     fun(S) -> reset(9, S) end,
     fun(S) -> divided(6, S, 3) end].

squares(0, S) -> S;
squares(N, S) -> squares(N - 1, S + N * N * 1000003).

product(0, S) -> S;
product(N, S) -> product(N - 1, S * N + 1).

word(0, S) -> S;
word(N, S) -> word(N - 1, (S * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF).

xorshift(0, S) -> S;
xorshift(N, S) ->
    S1 = (S bxor (S bsl 13)) band 16#FFFFFFFFFFFFFFFF,
    S2 = S1 bxor (S1 bsr 7),
    xorshift(N - 1, (S2 bxor (S2 bsl 17)) band 16#FFFFFFFFFFFFFFFF).

%% Words of 32 bits.
half(0, S) -> S;
half(N, S) -> half(N - 1, ((S bxor N) * 16777619) band 16#FFFFFFFF).

power(_, 0, _, Acc) -> Acc;
power(Base, E, M, Acc) when E band 1 =:= 1 -> power(Base * Base rem M, E bsr 1, M, Acc * Base rem M);
power(Base, E, M, Acc) -> power(Base * Base rem M, E bsr 1, M, Acc).

%% Each becomes the other.
swapped(0, A, B) -> {A, B};
swapped(N, A, B) when N rem 3 =:= 0 -> swapped(N - 1, B, A);
swapped(N, A, B) -> swapped(N - 1, A * 3 + B, B * 5 - A).

%% Compared with what is no small integer.
until(S, Limit, N) when N < 100, S < Limit, S =/= 12345, S > -1000 -> until(S * 2 + 1, Limit, N + 1);
until(S, Limit, N) when S rem 2 =:= 1 -> {odd, S, Limit, N};
until(S, Limit, N) -> {S, Limit, N}.

%% Goes back to a small one.
reset(0, S) -> S;
reset(4, _) -> reset(3, -5);
reset(N, S) -> reset(N - 1, S * 1000003 - N).

%% Divides by zero at last.
divided(N, S, By) -> divided(N - 1, S * 1000 div (N - 2) + By, By * 7 - S).

checked([X | Xs], Acc) -> checked(Xs, Acc * X + 1);
checked([], Acc) -> Acc.

listed(0, S, List) -> {S, List};
listed(N, S, List) ->
    S1 = S * 1000 + N,
    listed(N - 1, S1, [S1 | List]).

digits(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> digits(Rest, N * 10 + C - $0);
digits(<<$-, Rest/binary>>, N) -> digits(Rest, -N);
digits(Rest, N) -> {N, <<N:64>>, <<N:13>>, Rest}.
