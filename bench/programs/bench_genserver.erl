%% A gen_server as a key-value store: OTP's own call protocol, monitors included.
-module(bench_genserver).
-behaviour(gen_server).
-export([run/1, init/1, handle_call/3, handle_cast/2]).

run(N) ->
    {ok, Pid} = gen_server:start_link(?MODULE, [], []),
    Sum = loop(N, Pid, 0),
    Size = gen_server:call(Pid, size),
    ok = gen_server:stop(Pid),
    {Size, Sum}.

loop(0, _, Sum) ->
    Sum;
loop(N, Pid, Sum) ->
    ok = gen_server:cast(Pid, {add, N rem 100, N}),
    loop(N - 1, Pid, Sum + gen_server:call(Pid, {get, N rem 50})).

init([]) -> {ok, #{}}.

handle_call({get, Key}, _From, State) -> {reply, maps:get(Key, State, 0) rem 1000, State};
handle_call(size, _From, State) -> {reply, map_size(State), State}.

handle_cast({add, Key, Value}, State) ->
    {noreply, maps:update_with(Key, fun(Old) -> Old + Value end, Value, State)}.
