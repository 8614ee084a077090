%% A failing guard is just false; an exception in of or catch is not caught by the same try.
-module(exc_in_guards_and_after).
-export([main/0]).

main() ->
    io:format("~p~n", [[guard(X) || X <- [1, a, {1, 2}, [], #{k => 1}]]]),
    io:format("~p~n", [try (try id(ok) of ok -> throw(from_of) catch throw:from_of -> wrong end) catch throw:X -> {outer, X} end]),
    io:format("~p~n", [try (try throw(a) catch throw:a -> throw(b); throw:b -> wrong end) catch throw:Y -> {outer, Y} end]),
    put(count, 0),
    _ = (catch try throw(x) after put(count, get(count) + 1) end),
    _ = (catch try try error(x) after put(count, get(count) + 10) end after put(count, get(count) + 100) end),
    io:format("~p~n", [get(count)]).

guard(X) when hd(X) > 0 -> list;
guard(X) when element(3, X) =:= a; tuple_size(X) =:= 2 -> pair;
guard(X) when map_get(k, X) =:= 1 -> map;
guard(X) when X + 1 > 0, X rem 0 =:= 0 -> impossible;
guard(X) when abs(X) =:= 1 -> one;
guard(_) -> none.

id(X) -> X.
