-module(fun_higher_order).
-export([main/0]).

main() ->
    io:format("~p~n", [lists:foldl(fun(F, X) -> F(X) end, 3, [fun(X) -> X * 2 end, fun erlang:integer_to_list/1, fun lists:reverse/1, fun length/1])]),
    io:format("~p~n", [curry(fun(A, B, C) -> A * B + C end)]),
    io:format("~p~n", [take(10, primes())]),
    io:format("~p~n", [church_to_int(church_add(church(3), church(4)))]),
    io:format("~p~n", [(memo(fun(N) -> N * N end))(12)]),
    Dispatch = #{add => fun(A, B) -> A + B end, sub => fun(A, B) -> A - B end, swap => fun(A, B) -> {B, A} end},
    io:format("~p~n", [[(maps:get(Op, Dispatch))(10, 3) || Op <- [add, sub, swap]]]).

curry(F) -> (((fun(A) -> fun(B) -> fun(C) -> F(A, B, C) end end end)(2))(3))(4).

primes() -> sieve(fun() -> from(2) end).

from(N) -> [N | fun() -> from(N + 1) end].

sieve(S) ->
    [P | Rest] = S(),
    [P | fun() -> sieve(fun() -> filter(P, Rest()) end) end].

filter(P, [N | Rest]) when N rem P =:= 0 -> filter(P, Rest());
filter(P, [N | Rest]) -> [N | fun() -> filter(P, Rest()) end].

take(0, _) -> [];
take(N, [X | Rest]) -> [X | take(N - 1, Rest())].

church(0) -> fun(_) -> fun(X) -> X end end;
church(N) -> fun(F) -> fun(X) -> F(((church(N - 1))(F))(X)) end end.

church_add(A, B) -> fun(F) -> fun(X) -> (A(F))((B(F))(X)) end end.

church_to_int(N) -> (N(fun(X) -> X + 1 end))(0).

memo(F) -> fun(X) -> case get({memo, X}) of undefined -> put({memo, X}, F(X)), get({memo, X}); V -> V end end.
