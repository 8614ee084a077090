-module(term_sizes).
-export([main/0]).

main() ->
    Terms = [1, a, [], [1], [1, 2, 3], {}, {1, 2}, "hello", 1.5, 1 bsl 70, <<"small">>, #{1 => 2}, {[{}], {a, [b]}}],
    [io:format("~p: ~p~n", [T, erts_debug:flat_size(T)]) || T <- Terms].
