%% Output to standard error, interleaved with standard output.
-module(print_stderr).
-export([main/0]).

main() ->
    io:format("out 1~n"),
    io:format(standard_error, "err ~p~n", [1]),
    io:put_chars(standard_error, "err é\n"),
    io:format(user, "out ~s~n", ["2"]),
    io:format(standard_io, "out 3~n", []),
    io:fwrite(standard_error, "~w~n", [{err, 2}]),
    logger:set_primary_config(level, none),
    error_logger:error_msg("not shown"),
    io:format("out 4~n").
