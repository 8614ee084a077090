%% When main returns the program ends, though others still run.
-module(background_processes_end_with_main).
-export([main/0]).

main() ->
    spawn(fun Loop() -> receive after 10 -> Loop() end end),
    spawn(fun() -> receive never -> io:format("never~n") end end),
    io:format("main is done~n").
