%% corpus: exit=1
-module(uncaught_exit_normal).
-export([main/0]).

main() ->
    exit(normal).
