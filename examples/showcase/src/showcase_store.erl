%% A key-value store: a gen_server under a supervisor (showcase_sup). It crashes on a key that it
%% does not expect, and its successor goes on.
-module(showcase_store).
-behaviour(gen_server).
-export([act/0]).
-export([start_link/1, init/1, handle_call/3, handle_cast/2]).

-define(SERVER, store).

act() ->
    {ok, Supervisor} = showcase_sup:start_link(),
    First = whereis(?SERVER),
    store(apples, 3),
    store(pears, <<"conference">>),
    store(figs, #{ripe => 2}),
    show("fetch pears", fetch(pears)),

    Monitor = monitor(process, First),
    Reason = try fetch({crash, on, purpose}) catch exit:{{Error, _Stack}, _Call} -> Error end,
    receive {'DOWN', Monitor, process, First, _} -> ok end,
    show("fetch {crash,on,purpose}", Reason, fun showcase_style:red/1),

    Second = await(?SERVER, First),
    showcase_style:line("    ~ts restarted, ~w new process serves", [
        showcase_style:green("\x{21bb} supervisor:"), length([Second || Second =/= First])]),
    show("fetch figs", fetch(figs)),
    show("keys", gen_server:call(?SERVER, keys)),
    unlink(Supervisor),
    exit(Supervisor, shutdown).

store(Key, Value) -> gen_server:cast(?SERVER, {put, Key, Value}).
fetch(Key) -> gen_server:call(?SERVER, {get, Key}).

start_link(Table) -> gen_server:start_link({local, ?SERVER}, ?MODULE, Table, []).

init(Table) -> {ok, Table}.

handle_call({get, Key}, _From, Table) when is_atom(Key) ->
    {reply, ets:lookup_element(Table, Key, 2, none), Table};
handle_call(keys, _From, Table) ->
    {reply, [Key || {Key, _} <- ets:tab2list(Table)], Table}.

handle_cast({put, Key, Value}, Table) ->
    ets:insert(Table, {Key, Value}),
    {noreply, Table}.

%% Waits until another process than Old has the name.
await(Name, Old) ->
    case whereis(Name) of
        Pid when is_pid(Pid), Pid =/= Old -> Pid;
        _ -> timer:sleep(1), await(Name, Old)
    end.

show(Call, Result) -> show(Call, Result, fun showcase_style:yellow/1).

show(Call, Result, Colour) ->
    showcase_style:line("    ~ts ~ts", [string:pad(Call, 24), Colour(io_lib:format("~0tp", [Result]))]).
