%% A process that waits for a line keeps no other from writing.
-module(io_output_while_reading).
-export([main/0]).

main() ->
    Self = self(),
    spawn(fun() ->
        io:format("one~n"),
        io:format("two ~p~n", [2]),
        io:put_chars(["three", $\n]),
        Self ! written
    end),
    Line = io:get_line(''),
    receive written -> ok end,
    io:format("read ~p~n", [Line]).
