-module(pg_global_rpc).
-export([main/0]).

main() ->
    {ok, _} = pg:start_link(),
    Self = self(),
    P = spawn(fun() -> receive stop -> ok end end),
    io:format("~p~n", [pg:join(group, [Self, P])]),
    io:format("~p~n", [lists:sort(pg:get_members(group)) =:= lists:sort([Self, P])]),
    io:format("~p~n", [pg:which_groups()]),
    {Ref, Members} = pg:monitor(group),
    io:format("~p~n", [length(Members)]),
    P ! stop,
    receive {Ref, leave, group, [P]} -> io:format("left~n") end,
    io:format("~p~n", [pg:leave(group, Self)]),
    io:format("~p~n", [pg:get_members(group)]),
    io:format("~p~n", [rpc:call(node(), lists, sum, [[1, 2]])]),
    io:format("~p~n", [erpc:call(node(), fun() -> 7 * 6 end)]),
    io:format("~p~n", [try erpc:call(node(), erlang, error, [oops]) catch error:{exception, R, _} -> R end]),
    K = rpc:async_call(node(), lists, max, [[1, 5, 2]]),
    io:format("~p~n", [rpc:yield(K)]),
    io:format("~p~n", [rpc:pmap({erlang, abs}, [], [-1, 2, -3])]).
