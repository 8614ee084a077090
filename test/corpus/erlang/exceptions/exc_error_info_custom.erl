%% A module that gives its own texts through format_error/2.
-module(exc_error_info_custom).
-export([main/0, format_error/2, fail/2]).

main() ->
    try fail(bad, [1, 2])
    catch
        C:R:S ->
            [{_, _, _, Info} | _] = S,
            io:format("~p~n", [proplists:get_value(error_info, Info)]),
            io:format("~ts~n", [erl_error:format_exception(C, R, [{?MODULE, fail, [bad, [1, 2]], [I || {error_info, _} = I <- Info]}])])
    end.

fail(A, B) ->
    erlang:error(badarg, [A, B], [{error_info, #{cause => my_cause, module => ?MODULE}}]).

format_error(badarg, [{_, _, [_A, _B], Info} | _]) ->
    #{cause := my_cause} = proplists:get_value(error_info, Info),
    #{1 => <<"must be good">>, 2 => "is not quite right", general => "in general"}.
