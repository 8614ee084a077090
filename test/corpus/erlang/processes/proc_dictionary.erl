-module(proc_dictionary).
-export([main/0]).

main() ->
    io:format("~p~n", [get(key)]),
    io:format("~p~n", [put(key, 1)]),
    io:format("~p~n", [put(key, 2)]),
    io:format("~p~n", [get(key)]),
    [put(N, N * N) || N <- lists:seq(1, 100)],
    io:format("~p~n", [lists:sum([V || {K, V} <- get(), is_integer(K)])]),
    io:format("~p~n", [lists:sort(get_keys(49))]),
    io:format("~p~n", [length([K || K <- get_keys(), is_integer(K)])]),
    io:format("~p~n", [erase(50)]),
    io:format("~p~n", [erase(50)]),
    [erase(N) || N <- lists:seq(1, 99)],
    io:format("~p~n", [lists:sort(get())]),
    put({complex, [key]}, #{a => b}),
    io:format("~p~n", [get({complex, [key]})]),
    io:format("~p~n", [length(erase())]),
    io:format("~p~n", [get()]),
    Self = self(),
    put(parents, only),
    spawn(fun() -> Self ! {child, get()} end),
    receive {child, D} -> io:format("~p~n", [D]) end.
