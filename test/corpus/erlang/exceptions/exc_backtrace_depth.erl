%% The system flag backtrace_depth: how many entries raised, handed in and passed on stacktraces have.
-module(exc_backtrace_depth).
-export([main/0, nested/1, other/1]).

main() ->
    Default = erlang:system_flag(backtrace_depth, 8),
    io:format("~p~n", [Default]),
    lists:foreach(fun depths/1, [0, 1, 2, 3, 5, 8, 12, 15]),
    8 = erlang:system_flag(backtrace_depth, Default),
    ok.

depths(Depth) ->
    Old = erlang:system_flag(backtrace_depth, Depth),
    Raised = entries(fun() -> nested(20) end),
    Given = entries(fun() -> erlang:raise(error, given, entry(20)) end),
    Passed = entries(fun() ->
                             try nested(20)
                             catch error:R:S -> erlang:raise(error, R, S)
                             end
                     end),
    erlang:system_flag(backtrace_depth, Old),
    io:format("~p: ~p~n", [Depth, {Raised, Given, Passed}]).

entries(F) ->
    try F() catch error:_:Stack -> length(Stack) end.

%% Different functions in turn: calls of a function by itself show once. (A local call that never returns is made a tail call.)
nested(0) -> error(bottom);
nested(N) -> [N | ?MODULE:other(N - 1)].

other(0) -> error(bottom);
other(N) -> [N | ?MODULE:nested(N - 1)].

entry(N) -> [{m, f, N, []} || _ <- lists:seq(1, N)].
