%% A supervisor whose workers crash: one of eight gen_servers fails on every second request and is restarted.
%% N supervisors one after the other: each remembers its restarts and walks through them at every further one.
%% Supervisor and worker are one module, so it declares neither behaviour: both have an init/1.
-module(bench_supervisor).
-export([run/1, init/1, start_worker/2, handle_call/3, handle_cast/2]).

-define(WORKERS, 8).
-define(REQUESTS, 500).

run(N) ->
    #{level := Level} = logger:get_primary_config(),
    ok = logger:set_primary_config(level, none),
    Counter = counters:new(1, []),
    Sum = lists:sum([supervised(Counter) || _ <- lists:seq(1, N)]),
    ok = logger:set_primary_config(level, Level),
    {counters:get(Counter, 1), Sum}.

supervised(Counter) ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, {supervisor, Counter}),
    Sum = crash(?REQUESTS, Supervisor, 0),
    ?WORKERS = proplists:get_value(active, supervisor:count_children(Supervisor)),
    unlink(Supervisor),
    Monitor = monitor(process, Supervisor),
    exit(Supervisor, shutdown),
    receive {'DOWN', Monitor, process, Supervisor, shutdown} -> Sum end.

crash(0, _, Sum) ->
    Sum;
crash(N, Supervisor, Sum) ->
    Id = N rem ?WORKERS,
    Worker = worker(Id, Supervisor),
    Count = gen_server:call(Worker, count),
    Answer =
        try gen_server:call(Worker, {divide, N, N rem 2})
        catch exit:{{badarith, _}, _} -> 1
        end,
    crash(N - 1, Supervisor, (Sum + Count + Answer) band 16#ffffff).

worker(Id, Supervisor) ->
    case lists:keyfind(Id, 1, supervisor:which_children(Supervisor)) of
        {Id, Pid, worker, _} when is_pid(Pid) -> Pid;
        % Between its death and its restart.
        {Id, restarting, worker, _} -> erlang:yield(), worker(Id, Supervisor)
    end.

start_worker(Id, Counter) -> gen_server:start_link(?MODULE, {worker, Id, Counter}, []).

init({supervisor, Counter}) ->
    Children = [#{id => Id, start => {?MODULE, start_worker, [Id, Counter]}}
                || Id <- lists:seq(0, ?WORKERS - 1)],
    {ok, {#{strategy => one_for_one, intensity => ?REQUESTS, period => 3600}, Children}};
init({worker, Id, Counter}) ->
    counters:add(Counter, 1, 1),
    {ok, {Id, 0}}.

handle_call(count, _From, {Id, Count}) -> {reply, Id + Count, {Id, Count + 1}};
handle_call({divide, A, B}, _From, State) -> {reply, A div B, State}.

handle_cast(_, State) -> {noreply, State}.
