%% corpus: exit=1
-module(uncaught_linked_process).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none), spawn_link(fun() -> exit(child_died) end), receive never -> ok end.
