-module(print_control_padding).
-export([main/0]).

main() ->
    io:format("~5w|~-5w|~5.3w|~5p|~8p|~8w~n", [ab, ab, ab, 12, 12, 7]),
    io:format("~n~2n~n", []),
    io:format("~10w|~2w|~3.w~n", [{a, b}, {a, b}, {a, b}]),
    io:fwrite("no args~n"),
    io:fwrite("~s~n", ["fwrite"]),
    io:put_chars("put chars\n"),
    io:put_chars([<<"io">>, $l, "ist\n"]),
    io:nl(),
    io:write({a, "s", [1]}),
    io:nl(),
    io:format("~p~n", [io_lib:format("~w ~s", [1, "x"])]),
    io:format("~p~n", [io_lib:fwrite("~5w", [abc])]),
    io:format("~p~n", [io_lib:write([1, {a}])]),
    io:format("~p~n", [io_lib:write({a, [b, [c, [d]]]}, 3)]),
    io:format("~p~n", [io_lib:print({a, "text"})]),
    io:format("~s~n", [io_lib:print(lists:seq(1, 30), 5, 40, -1)]).
