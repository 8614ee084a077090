-module(gen_server_basics).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3, handle_continue/2]).

-behaviour(gen_server).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, P} = gen_server:start_link({local, counter}, ?MODULE, 10, []),
    io:format("~p~n", [gen_server:call(counter, get)]),
    io:format("~p~n", [gen_server:cast(P, {add, 5})]),
    io:format("~p~n", [gen_server:call(P, get)]),
    P ! {add, 100},
    io:format("~p~n", [gen_server:call(P, get)]),
    io:format("~p~n", [gen_server:call(P, later)]),
    io:format("~p~n", [gen_server:call(P, continue)]),
    io:format("~p~n", [gen_server:call(P, get)]),
    io:format("~p~n", [try gen_server:call(P, no_reply, 20) catch exit:{timeout, {gen_server, call, [_, M, T]}} -> {timeout, M, T} end]),
    io:format("~p~n", [gen_server:start({local, counter}, ?MODULE, 1, []) =:= {error, {already_started, P}}]),
    io:format("~p~n", [[gen_server:start(?MODULE, A, []) || A <- [stop, ignore, {error_return, why}]]]),
    io:format("~p~n", [element(1, gen_server:start(?MODULE, crash, []))]),
    ReqId = gen_server:send_request(P, get),
    io:format("~p~n", [gen_server:wait_response(ReqId, 1000)]),
    io:format("~p~n", [gen_server:multi_call([node()], counter, get)]),
    io:format("~p~n", [sys:get_state(P)]),
    io:format("~p~n", [sys:replace_state(P, fun(S) -> S * 2 end)]),
    io:format("~p~n", [gen_server:stop(P)]),
    receive {'EXIT', P, R} -> io:format("~p~n", [R]) end,
    io:format("~p~n", [try gen_server:call(counter, get) catch exit:E -> E end]),
    {ok, P2} = gen_server:start(?MODULE, 1, []),
    io:format("~p~n", [try gen_server:call(P2, crash) catch exit:{{crashed, St}, _} -> {crashed, is_list(St)} end]),
    {ok, P3} = gen_server:start_link(?MODULE, 3, [{timeout, 1000}]),
    gen_server:cast(P3, stop),
    receive {'EXIT', P3, R3} -> io:format("~p~n", [R3]) end,
    flush().

flush() -> receive {'EXIT', _, R} -> io:format("exit ~p~n", [R]), flush() after 0 -> ok end.

init(stop) -> {stop, stopped};
init(ignore) -> ignore;
init({error_return, Why}) -> {stop, {shutdown, Why}};
init(crash) -> error(init_crash);
init(N) -> {ok, N}.

handle_call(get, _, N) -> {reply, N, N};
handle_call(later, From, N) -> spawn(fun() -> gen_server:reply(From, {later, N}) end), {noreply, N};
handle_call(continue, _, N) -> {reply, continuing, N, {continue, {add, 1000}}};
handle_call(no_reply, _, N) -> {noreply, N};
handle_call(crash, _, _) -> error(crashed).

handle_cast({add, X}, N) -> {noreply, N + X};
handle_cast(stop, N) -> {stop, {shutdown, cast}, N}.

handle_info({add, X}, N) -> {noreply, N + X, 5000};
handle_info(_, N) -> {noreply, N}.

handle_continue({add, X}, N) -> {noreply, N + X}.

terminate(Reason, N) -> io:format("terminate ~p ~p~n", [simple(Reason), N]).

simple({R, [_ | _]}) -> R;
simple(R) -> R.

code_change(_, N, _) -> {ok, N}.
