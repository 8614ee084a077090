-module(term_equality).
-export([main/0]).

main() ->
    Pairs = [{1, 1.0}, {0, -0.0}, {"a", [97]}, {{1, 2.0}, {1.0, 2}}, {[1, [2]], [1.0, [2.0]]}, {#{a => 1}, #{a => 1.0}}, {#{1 => a}, #{1.0 => a}}, {<<"a">>, <<97>>}, {1 bsl 80, (1 bsl 80) * 1.0}, {a, 'a'}, {[], {}}, {nil, []}, {<<1:1>>, <<1>>}],
    [io:format("~p ~p: ~p ~p ~p ~p~n", [A, B, A == B, A =:= B, A /= B, A =/= B]) || {A, B} <- Pairs],
    Deep = lists:foldl(fun(N, Acc) -> {N, [Acc]} end, leaf, lists:seq(1, 1000)),
    Deep2 = lists:foldl(fun(N, Acc) -> {N, [Acc]} end, leaf, lists:seq(1, 1000)),
    Deep3 = lists:foldl(fun(N, Acc) -> {N, [Acc]} end, leaf2, lists:seq(1, 1000)),
    io:format("~p~n", [{Deep =:= Deep2, Deep == Deep3, Deep < Deep3}]).
