%% corpus: flavours=no_ssa_opt
-module(port_bad_output).
-export([main/0]).

%% What is no iodata is an error, and a log event.
main() ->
    process_flag(trap_exit, true),
    P = open_port({spawn, "cat"}, []),
    [begin
         io:format("~p~n", [try port_command(P, Data) catch C:R -> {C, R} end]),
         wait(P)
     end || Data <- [foo, [256], [<<1:1>>], [a | b]]],
    P ! {self(), {command, foo}},
    wait(P),
    P ! {spawn(fun() -> ok end), {command, foo}},
    wait(P),
    io:format("~p~n", [erlang:port_info(P, output)]).

wait(P) ->
    receive {'EXIT', P, Reason} -> io:format("~p~n", [Reason]), wait(P) after 200 -> ok end.
