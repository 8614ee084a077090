%% corpus: exit=1
-module(uncaught_error_term).
-export([main/0]).

main() ->
    error({my_reason, [1, 2, "three"]}).
