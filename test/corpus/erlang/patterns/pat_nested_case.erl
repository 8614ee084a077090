-module(pat_nested_case).
-export([main/0]).

main() ->
    Inputs = [{ok, [1, 2]}, {ok, []}, {ok, #{k => {v, 5}}}, {error, enoent}, {error, {posix, 5}}, timeout, {ok, <<1, 2, 3>>}, {ok, {a, b}}],
    io:format("~p~n", [[handle(I) || I <- Inputs]]),
    io:format("~p~n", [[alias(I) || I <- [{a, {b, [c, d]}}, {a, x}, y]]]),
    io:format("~p~n", [bound(3, [{1, a}, {3, c}, {2, b}])]),
    io:format("~p~n", [begin X = 1, case 2 of X -> same; Y -> {different, X, Y} end end]).

handle(Input) ->
    case Input of
        {ok, Result} ->
            case Result of
                [First | _] -> {list, First};
                [] -> empty_list;
                #{k := {v, N}} when N > 3 -> {map, N};
                <<A, Rest/binary>> -> {binary, A, Rest};
                Other -> {other, Other}
            end;
        {error, Reason} when is_atom(Reason) -> {failed, Reason};
        {error, {Kind, Code}} -> {failed, Kind, Code};
        timeout -> timeout
    end.

alias({A, {B, [C | _] = L} = T} = All) -> {A, B, C, L, T, All};
alias({A, _} = P) -> {P, A};
alias(_) -> none.

bound(Key, List) ->
    case lists:filter(fun({K, _}) -> K =:= Key end, List) of
        [{Key, Value}] -> Value;
        [] -> none
    end.
