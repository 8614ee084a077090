%% corpus: exit=1
-module(uncaught_throw).
-export([main/0]).

main() ->
    throw({ball, 42}).
