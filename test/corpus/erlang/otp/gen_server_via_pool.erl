%% Names through a module of our own, and a pool of servers that reply later.
-module(gen_server_via_pool).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, register_name/2, unregister_name/1, whereis_name/1, send/2]).

-behaviour(gen_server).

main() ->
    names = ets:new(names, [named_table, public]),
    {ok, P} = gen_server:start_link({via, ?MODULE, front}, ?MODULE, front, []),
    io:format("~p~n", [whereis_name(front) =:= P]),
    io:format("~p~n", [gen_server:call({via, ?MODULE, front}, {square, 7})]),
    Reqs = [gen_server:send_request({via, ?MODULE, front}, {square, N}) || N <- lists:seq(1, 10)],
    io:format("~p~n", [[begin {reply, R} = gen_server:receive_response(Q, 1000), R end || Q <- Reqs]]),
    io:format("~p~n", [try gen_server:call({via, ?MODULE, nobody}, x) catch exit:{R, _} -> R end]),
    io:format("~p~n", [gen_server:stop({via, ?MODULE, front})]).

init(front) -> {ok, #{workers => queue:from_list([start() || _ <- [1, 2, 3]])}}.

start() -> spawn_link(fun worker/0).

worker() -> receive {square, N, From} -> gen_server:reply(From, N * N), worker() end.

handle_call({square, N}, From, #{workers := Q} = S) ->
    {{value, W}, Q1} = queue:out(Q),
    W ! {square, N, From},
    {noreply, S#{workers := queue:in(W, Q1)}}.

handle_cast(_, S) -> {noreply, S}.

handle_info(_, S) -> {noreply, S}.

register_name(Name, Pid) -> case ets:insert_new(names, {Name, Pid}) of true -> yes; false -> no end.

unregister_name(Name) -> ets:delete(names, Name).

whereis_name(Name) -> case ets:lookup(names, Name) of [{_, P}] -> P; [] -> undefined end.

send(Name, Msg) -> case whereis_name(Name) of undefined -> exit({badarg, {Name, Msg}}); P -> P ! Msg, P end.
