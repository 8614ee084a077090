-module(pat_lists_strings).
-export([main/0]).

main() ->
    io:format("~p~n", [[cmd(S) || S <- ["get key", "set key=value", "quit", "", "getx", "s", [1, 2], "setter"]]]),
    io:format("~p~n", [[len(L) || L <- [[], [1], [1, 2], [1, 2, 3], [1 | 2], [1, 2 | 3]]]]),
    io:format("~p~n", [dups([1, 1, 2, 3, 3, 3, 4, 1])]),
    io:format("~p~n", [pairs([a, 1, b, 2, c])]),
    io:format("~p~n", [[same(L) || L <- [[x, x], [x, y], [1, 1.0], ["s", "s"], [{a}, {a}]]]]),
    [A, B | [C | _] = Rest] = [1, 2, 3, 4],
    io:format("~p~n", [{A, B, C, Rest}]),
    "prefix " ++ Suffix = "prefix suffix",
    io:format("~p~n", [Suffix]).

cmd("get " ++ Key) -> {get, Key};
cmd("set " ++ Rest) -> {set, lists:splitwith(fun(C) -> C =/= $= end, Rest)};
cmd("quit") -> quit;
cmd("") -> empty;
cmd([$s]) -> s;
cmd([H | _]) -> {unknown, H}.

len([]) -> 0;
len([_]) -> 1;
len([_, _]) -> 2;
len([_, _ | T]) when is_list(T) -> many;
len(_) -> improper.

dups([A, A | T]) -> [A | dups([A | T])];
dups([_ | T]) -> dups(T);
dups([]) -> [].

pairs([K, V | T]) -> [{K, V} | pairs(T)];
pairs(Rest) -> Rest.

same([X, X]) -> true;
same([_, _]) -> false.
