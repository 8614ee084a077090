%% corpus: exit=1
-module(uncaught_ets_badarg).
-export([main/0]).

main() ->
    ets:insert(table_that_is_not, {a, b}).
