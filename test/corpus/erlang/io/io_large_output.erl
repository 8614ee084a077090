-module(io_large_output).
-export([main/0]).

main() ->
    [io:format("~6b: ~s~n", [N, lists:duplicate(60, $a + N rem 26)]) || N <- lists:seq(1, 500)],
    io:put_chars(lists:duplicate(20000, $x)),
    io:nl().
