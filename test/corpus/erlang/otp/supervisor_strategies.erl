-module(supervisor_strategies).
-export([main/0, init/1, start_child/2, child/2]).

-behaviour(supervisor).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [strategy(S) || S <- [one_for_one, one_for_all, rest_for_one]],
    dynamic(),
    too_many().

strategy(S) ->
    {ok, Sup} = supervisor:start_link(?MODULE, {S, [a, b, c]}),
    Before = pids(Sup),
    exit(maps:get(b, Before), kill),
    After = wait_changed(Sup, Before, b),
    io:format("~p: ~p~n", [S, [{N, maps:get(N, Before) =/= maps:get(N, After)} || N <- [a, b, c]]]),
    io:format("~p~n", [lists:sort(supervisor:count_children(Sup))]),
    io:format("~p~n", [supervisor:terminate_child(Sup, c)]),
    io:format("~p~n", [[{I, is_pid(P), T, M} || {I, P, T, M} <- lists:sort(supervisor:which_children(Sup))]]),
    io:format("~p~n", [element(1, supervisor:restart_child(Sup, c))]),
    io:format("~p~n", [supervisor:delete_child(Sup, c)]),
    io:format("~p~n", [element(1, supervisor:start_child(Sup, spec(d)))]),
    io:format("~p~n", [element(1, element(2, supervisor:start_child(Sup, spec(d))))]),
    exit(Sup, shutdown),
    receive {'EXIT', Sup, R} -> io:format("~p~n", [R]) end.

dynamic() ->
    {ok, Sup} = supervisor:start_link(?MODULE, dynamic),
    [{ok, _} = supervisor:start_child(Sup, [N]) || N <- [x, y, z]],
    io:format("~p~n", [lists:sort(supervisor:count_children(Sup))]),
    [{_, P, _, _} | _] = supervisor:which_children(Sup),
    io:format("~p~n", [supervisor:terminate_child(Sup, P)]),
    io:format("~p~n", [length(supervisor:which_children(Sup))]),
    exit(Sup, shutdown),
    receive {'EXIT', Sup, R} -> io:format("~p~n", [R]) end.

too_many() ->
    {ok, Sup} = supervisor:start_link(?MODULE, {one_for_one, [crashy]}),
    receive {'EXIT', Sup, R} -> io:format("~p~n", [R]) end.

pids(Sup) -> maps:from_list([{I, P} || {I, P, _, _} <- supervisor:which_children(Sup)]).

wait_changed(Sup, Before, Name) ->
    After = pids(Sup),
    case maps:get(Name, After) =/= maps:get(Name, Before) andalso lists:all(fun is_pid/1, maps:values(After)) of
        true -> After;
        false -> timer:sleep(1), wait_changed(Sup, Before, Name)
    end.

init(dynamic) -> {ok, {#{strategy => simple_one_for_one}, [#{id => child, start => {?MODULE, start_child, [base]}, restart => temporary}]}};
init({Strategy, Names}) -> {ok, {#{strategy => Strategy, intensity => 2, period => 10}, [spec(N) || N <- Names]}}.

spec(N) -> #{id => N, start => {?MODULE, start_child, [N, x]}, shutdown => 100}.

start_child(Name, Arg) -> proc_lib:start_link(?MODULE, child, [Name, Arg]).

child(crashy, _) ->
    proc_lib:init_ack({ok, self()}),
    exit(crashed);
child(Name, Arg) ->
    proc_lib:init_ack({ok, self()}),
    receive {never, Name, Arg} -> ok end.
