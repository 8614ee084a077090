%% corpus: exit=1
-module(uncaught_error_args).
-export([main/0]).

main() ->
    error(badarg, [one, {two, 2}]).
