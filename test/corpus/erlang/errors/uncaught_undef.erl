%% corpus: exit=1
-module(uncaught_undef).
-export([main/0]).

main() ->
    no_such_module:no_such_function(1, [a, b]).
