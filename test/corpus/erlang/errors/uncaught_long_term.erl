%% corpus: exit=1
-module(uncaught_long_term).
-export([main/0]).

main() ->
    error({too_much, lists:seq(1, 100), lists:duplicate(20, "some text"), #{1 => lists:seq(1, 30)}}).
