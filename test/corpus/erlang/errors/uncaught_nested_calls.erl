%% corpus: exit=1
-module(uncaught_nested_calls).
-export([main/0]).

main() ->
    io:format("start~n"), level1(3).

level1(N) ->
    Result = level2(N + 1),
    {level1, Result}.

level2(N) ->
    Result = [level3(X) || X <- lists:seq(1, N)],
    {level2, Result}.

level3(3) -> error(three);
level3(N) -> N.
