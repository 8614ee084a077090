%% corpus: exit=5
-module(init_stop).
-export([main/0]).

main() ->
    io:format("stopping~n"), init:stop(5), receive never -> ok end.
