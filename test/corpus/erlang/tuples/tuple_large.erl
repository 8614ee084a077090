%% Arities beyond every special case.
-module(tuple_large).
-export([main/0]).

main() ->
    T = list_to_tuple(lists:seq(1, 1000)),
    io:format("~p~n", [tuple_size(T)]),
    io:format("~p~n", [[element(I, T) || I <- [1, 8, 9, 16, 255, 256, 257, 1000]]]),
    T2 = setelement(500, T, x),
    io:format("~p ~p~n", [element(500, T2), element(500, T)]),
    io:format("~p ~p~n", [T < T2, T =:= list_to_tuple(tuple_to_list(T))]),
    io:format("~p~n", [erlang:phash2(T)]),
    io:format("~p~n", [lists:sort([{}, {1}, {1, 2}, {2}, {0, 0, 0}, {a}, {1, 1}])]),
    io:format("~P~n", [T, 20]),
    {A, B, C, D, E, F, G, H, I, J} = list_to_tuple(lists:seq(1, 10)),
    io:format("~p~n", [[J, I, H, G, F, E, D, C, B, A]]).
