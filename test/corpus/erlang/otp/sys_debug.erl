-module(sys_debug).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

-behaviour(gen_server).

main() ->
    {ok, P} = gen_server:start_link(?MODULE, [], []),
    ok = sys:statistics(P, true),
    [gen_server:call(P, N) || N <- [1, 2, 3]],
    {ok, Stats} = sys:statistics(P, get),
    io:format("~p~n", [[lists:keyfind(K, 1, Stats) || K <- [messages_in, messages_out]]]),
    ok = sys:log(P, true),
    gen_server:call(P, hello),
    {ok, Log} = sys:log(P, get),
    io:format("~p~n", [length(Log) > 0]),
    ok = sys:suspend(P),
    io:format("~p~n", [try gen_server:call(P, x, 10) catch exit:{timeout, _} -> suspended end]),
    ok = sys:resume(P),
    io:format("~p~n", [gen_server:call(P, after_resume)]),
    {status, P, {module, gen_server}, [_, running, _, _, Misc]} = sys:get_status(P),
    io:format("~p~n", [is_list(Misc)]),
    ok = sys:install(P, {fun(S, Ev, _) -> io:format("event ~p~n", [element(1, Ev)]), S end, x}),
    gen_server:cast(P, watched),
    gen_server:call(P, sync),
    ok = sys:no_debug(P),
    io:format("~p~n", [sys:get_state(P)]),
    io:format("~p~n", [sys:terminate(P, normal)]).

init(_) -> {ok, []}.

handle_call(M, _, S) -> {reply, M, [M | S]}.

handle_cast(M, S) -> {noreply, [M | S]}.
