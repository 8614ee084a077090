%% A million frames on the stack, several times over.
-module(list_deep_recursion).
-export([main/0]).

main() ->
    L = lists:seq(1, 1000000),
    io:format("~p~n", [sum(L)]),
    io:format("~p~n", [length(map(L))]),
    io:format("~p~n", [lists:foldr(fun(X, Acc) -> X bxor Acc end, 0, L)]),
    io:format("~p~n", [even(1000000)]).

sum([]) -> 0;
sum([H | T]) -> H + sum(T).

map([]) -> [];
map([H | T]) -> [H * 2 | map(T)].

even(0) -> true;
even(N) -> not_(even(N - 1)).

not_(true) -> false;
not_(false) -> true.
