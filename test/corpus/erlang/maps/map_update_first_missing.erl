%% Which of several missing keys an update complains about, and what comes of keys that are equal but not the same.
-module(map_update_first_missing).
-export([main/0]).

main() ->
    Small = id(#{1 => a, 2 => b}),
    Large = maps:from_list([{N, N} || N <- lists:seq(1, 50)]),
    [begin
         io:format("~p~n", [reason(fun() -> M#{42.0 := v, 142 := w} end)]),
         io:format("~p~n", [reason(fun() -> M#{142 := v, 42.0 := w} end)]),
         io:format("~p~n", [reason(fun() -> M#{142 => u, 142.0 := v, 142 := w} end)]),
         io:format("~p~n", [reason(fun() -> M#{"z" := v, {a, b} := v, 1 := w} end)]),
         io:format("~p~n", [reason(fun() -> M#{1 := v, 1.0 := w} end)])
     end || M <- [Small, Large]],
    io:format("~p~n", [Small#{1 := x, 2 := y}]),
    ok.

reason(F) ->
    try F() catch error:R -> R end.

id(X) -> X.
