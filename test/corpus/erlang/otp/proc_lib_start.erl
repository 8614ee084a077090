-module(proc_lib_start).
-export([main/0, init/2]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    io:format("~p~n", [element(1, proc_lib:start_link(?MODULE, init, [self(), ok]))]),
    io:format("~p~n", [proc_lib:start(?MODULE, init, [self(), fail])]),
    io:format("~p~n", [proc_lib:start(?MODULE, init, [self(), hang], 20)]),
    io:format("~p~n", [proc_lib:start_link(?MODULE, init, [self(), exit])]),
    P = proc_lib:spawn_link(fun() -> exit({shutdown, done}) end),
    receive {'EXIT', P, R} -> io:format("~p~n", [R]) end,
    P2 = proc_lib:spawn(?MODULE, init, [self(), wait]),
    receive {P2, ready} -> ok end,
    io:format("~p~n", [proc_lib:initial_call(P2)]),
    io:format("~p~n", [proc_lib:translate_initial_call(P2)]),
    io:format("~p~n", [element(1, lists:keyfind('$initial_call', 1, element(2, process_info(P2, dictionary))))]),
    io:format("~p~n", [proc_lib:stop(P2, normal, 1000) =:= ok orelse x]).

init(Parent, ok) -> proc_lib:init_ack(Parent, {ok, self()}), receive never -> ok end;
init(Parent, fail) -> proc_lib:init_ack(Parent, {error, refused});
init(_, hang) -> receive never -> ok end;
init(_, exit) -> exit(early);
init(Parent, wait) -> Parent ! {self(), ready}, loop().

loop() ->
    receive
        {system, From, {terminate, Reason}} -> gen:reply(From, ok), exit(Reason);
        _ -> loop()
    end.
