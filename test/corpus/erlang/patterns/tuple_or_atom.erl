%% A tuple or an atom, from two ways that meet before it is matched.
-module(tuple_or_atom).
-export([main/0, kind/2, pick/1]).

-record(literal, {value}).
-record(remote, {module, name, arity}).

kind(Dst, [Call | Args]) ->
    Found =
        case Call of
            #remote{module = #literal{value = M}, name = #literal{value = F}, arity = A} -> {M, F, A};
            _ -> none
        end,
    case Found of
        {erlang, alias, A1} when 0 =< A1, A1 =< 1 -> {makes, Dst};
        {erlang, demonitor, 2} ->
            [_ | [_ | Rest]] = Args,
            Rest;
        {erlang, make_ref, 0} -> {makes, Dst};
        {erlang, monitor, A2} when 2 =< A2, A2 =< 3 -> {makes, Dst};
        _ -> no
    end.

pick(X) ->
    R = if is_integer(X), X > 0 -> {positive, X}; X =:= 0 -> zero; true -> [] end,
    case R of
        {positive, 1} -> one;
        {positive, N} -> N;
        zero -> 0;
        Other -> {other, Other}
    end.

main() ->
    Remote = fun(M, F, A) -> #remote{module = #literal{value = M}, name = #literal{value = F}, arity = A} end,
    Calls = [Remote(erlang, alias, 1), Remote(erlang, alias, 7), Remote(erlang, demonitor, 2), Remote(erlang, make_ref, 0),
             Remote(erlang, monitor, 3), Remote(lists, map, 2), #literal{value = 1}, none, x],
    io:format("~p~n", [[kind(dst, [C, a, b, c]) || C <- Calls]]),
    io:format("~p~n", [[pick(X) || X <- [1, 2, 0, -1, a, 1.5]]]).
