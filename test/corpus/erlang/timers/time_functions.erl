-module(time_functions).
-export([main/0]).

main() ->
    A = erlang:monotonic_time(),
    B = erlang:monotonic_time(),
    io:format("~p~n", [A =< B]),
    io:format("~p~n", [erlang:convert_time_unit(1500, millisecond, second)]),
    io:format("~p~n", [erlang:convert_time_unit(-1500, millisecond, second)]),
    io:format("~p~n", [erlang:convert_time_unit(2, second, nanosecond)]),
    io:format("~p~n", [erlang:convert_time_unit(7, 1000, 10)]),
    io:format("~p~n", [erlang:system_time(second) > 1500000000]),
    io:format("~p~n", [abs(erlang:system_time(millisecond) - os:system_time(millisecond)) < 5000]),
    {Mega, Sec, Micro} = erlang:timestamp(),
    io:format("~p~n", [{Mega > 1000, Sec < 1000000, Micro < 1000000}]),
    {{Y, Mo, D}, {H, Mi, S}} = erlang:universaltime(),
    io:format("~p~n", [{Y >= 2024, Mo =< 12, D =< 31, H < 24, Mi < 60, S < 61}]),
    io:format("~p~n", [tuple_size(date()) =:= 3 andalso tuple_size(time()) =:= 3]),
    io:format("~p~n", [erlang:universaltime_to_localtime({{2024, 1, 1}, {0, 0, 0}})]),
    io:format("~p~n", [erlang:posixtime_to_universaltime(1700000000)]),
    io:format("~p~n", [erlang:universaltime_to_posixtime({{2023, 11, 14}, {22, 13, 20}})]),
    io:format("~p~n", [is_integer(erlang:time_offset())]),
    [io:format("~p~n", [try erlang:convert_time_unit(X, F, T) catch C:E -> {C, E} end]) || {X, F, T} <- [{1, bad, second}, {a, second, second}, {1, 0, second}]],
    {T1, _} = statistics(runtime),
    {T2, _} = statistics(wall_clock),
    io:format("~p~n", [is_integer(T1) andalso is_integer(T2)]).
