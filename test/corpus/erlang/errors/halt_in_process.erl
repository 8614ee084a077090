%% corpus: exit=4
-module(halt_in_process).
-export([main/0]).

main() ->
    spawn(fun() -> io:format("child halts~n"), halt(4) end), receive never -> ok end.
