%% What fails without a line of its own has that of the code before it: a tail call's, unless the BEAM drops that line, for a tail call cannot fail.
-module(exc_lines_behind_tail_calls).
-export([main/0]).

main() ->
    Functions = [fun moved/2, fun unmoved/2, fun joined/2, fun three/3, fun built_in/2],
    lists:foreach(fun(F) -> io:format("~w~n", [line(F)]) end, Functions).

line(F) ->
    {arity, Arity} = erlang:fun_info(F, arity),
    try apply(F, lists:duplicate(Arity, [[]])) of
        Value -> Value
    catch
        error:Reason:Stack ->
            [Location | _] = [Where || {?MODULE, _, _, Where} <- Stack],
            {Reason, proplists:get_value(line, Location)}
    end.

moved(0, B) ->
    A = id(B),
    id(1),
    lists:last(A);
moved(_, [[] | _]) ->
    tl([]).

unmoved(0, B) ->
    id(0),
    lists:last(
        id(B));
unmoved(_, [[] | _]) ->
    tl([]).

%% Two moves that the BEAM does at once.
joined(0, B) ->
    A = id(B),
    C = id(A),
    id(1),
    lists:nth(A, C);
joined(_, [[] | _]) ->
    tl([]).

three(0, B, C) ->
    A = id(B),
    D = id(A),
    id(1),
    lists:foldl(A, D, C);
three(_, [[] | _], _) ->
    tl([]).

built_in(0, B) ->
    A = id(B),
    id(1),
    list_to_tuple(A);
built_in(_, [[] | _]) ->
    tl([]).

id(X) -> X.
