-module(gen_server_timeouts_hibernate).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

-behaviour(gen_server).

main() ->
    {ok, P} = gen_server:start_link(?MODULE, self(), []),
    receive {info, timeout} -> io:format("init timeout~n") end,
    io:format("~p~n", [gen_server:call(P, {timeout, 5})]),
    receive {info, timeout} -> io:format("call timeout~n") end,
    gen_server:cast(P, hibernate),
    receive after 10 -> ok end,
    io:format("~p~n", [gen_server:call(P, wake)]),
    P ! other,
    receive {info, other} -> io:format("other~n") end,
    gen_server:stop(P).

init(To) -> {ok, To, 5}.

handle_call({timeout, T}, _, To) -> {reply, ok, To, T};
handle_call(wake, _, To) -> {reply, awake, To}.

handle_cast(hibernate, To) -> {noreply, To, hibernate}.

handle_info(M, To) -> To ! {info, M}, {noreply, To}.
