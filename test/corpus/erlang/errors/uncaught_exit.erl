%% corpus: exit=1
-module(uncaught_exit).
-export([main/0]).

main() ->
    exit(some_reason).
