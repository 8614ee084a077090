%% corpus: exit=1
-module(uncaught_killed).
-export([main/0]).

main() ->
    exit(self(), kill), receive never -> ok end.
