-module(fannkuch_spectral).
-export([main/0]).

main() ->
    io:format("~p~n", [fannkuch(7)]),
    io:format("~.9f~n", [spectral(40)]).

fannkuch(N) -> lists:max([flips(P, 0) || P <- perms(lists:seq(1, N))]).

flips([1 | _], C) -> C;
flips([H | _] = P, C) ->
    {A, B} = lists:split(H, P),
    flips(lists:reverse(A, B), C + 1).

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

spectral(N) ->
    U0 = lists:duplicate(N, 1.0),
    {U, V} = lists:foldl(fun(_, {X, _}) -> Y = at_a(X, N), {at_a(Y, N), Y} end, {U0, U0}, lists:seq(1, 5)),
    math:sqrt(dot(U, V) / dot(V, V)).

at_a(V, N) -> mult(fun(I, J) -> a(J, I) end, mult(fun a/2, V, N), N).

mult(F, V, N) -> [lists:sum([F(I, J) * X || {J, X} <- lists:zip(lists:seq(0, N - 1), V)]) || I <- lists:seq(0, N - 1)].

a(I, J) -> 1 / ((I + J) * (I + J + 1) / 2 + I + 1).

dot(A, B) -> lists:sum(lists:zipwith(fun(X, Y) -> X * Y end, A, B)).
