%% corpus: flavours=no_ssa_opt
-module(port_info).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Before = erlang:ports(),
    io:format("~p~n", [[is_port(P) || P <- Before] =/= [] andalso erlang:port_info(hd(Before), name)]),
    P = open_port({spawn, "cat"}, [binary, {line, 100}]),
    io:format("~p~n", [erlang:ports() -- Before =:= [P]]),
    io:format("~p~n", [[Item || {Item, _} <- erlang:port_info(P)]]),
    io:format("~p~n", [[{I, V} || {I, V} <- erlang:port_info(P), lists:member(I, [name, input, output])]]),
    [io:format("~p ~p~n", [I, hide(P, erlang:port_info(P, I))])
     || I <- [registered_name, id, name, links, connected, input, output, os_pid, monitors, monitored_by, memory, queue_size, parallelism]],
    Pid = integer_to_list(element(2, erlang:port_info(P, os_pid))),
    io:format("~p~n", [os:cmd("kill -0 " ++ Pid ++ " && echo running")]),
    port_command(P, "some bytes\nand more\n"),
    receive {P, {data, {eol, <<"some bytes">>}}} -> ok end,
    receive {P, {data, {eol, <<"and more">>}}} -> ok end,
    io:format("~p ~p~n", [erlang:port_info(P, input), erlang:port_info(P, output)]),
    register(by_name, P),
    io:format("~p~n", [[Item || {Item, _} <- erlang:port_info(P)]]),
    io:format("~p~n", [erlang:port_info(by_name, registered_name)]),
    Q = open_port({spawn, <<"cat λ"/utf8>>}, [{packet, 2}, in, {parallelism, true}, stderr_to_stdout]),
    io:format("~p ~p~n", [erlang:port_info(Q, name), erlang:port_info(Q, parallelism)]),
    receive {'EXIT', Q, _} -> ok end,
    R = open_port({spawn_executable, os:find_executable("sh")}, [{args, ["-c", "printf '\\000\\003abc\\000\\001d'"]}, {packet, 2}, eof]),
    receive {R, eof} -> ok end,
    io:format("~p ~p~n", [erlang:port_info(R, input), filename:basename(element(2, erlang:port_info(R, name)))]),
    port_close(R),
    io:format("~p~n", [[M || M <- element(2, process_info(self(), messages)), element(1, M) =:= R]
        =:= [{R, {data, "abc"}}, {R, {data, "d"}}]]),
    {{input, In}, {output, Out}} = statistics(io),
    io:format("~p ~p~n", [In >= 24, Out >= 20]),
    io:format("~p~n", [erlang:system_info(port_count) =:= length(erlang:ports())]),
    port_close(P),
    io:format("~p ~p~n", [erlang:port_info(P), erlang:ports() -- Before]).

hide(P, {registered_name, _} = T) when is_port(P) -> T;
hide(_, {connected, Pid}) -> {connected, Pid =:= self()};
hide(_, {links, Pids}) -> {links, Pids =:= [self()]};
hide(_, {Item, N}) when Item =:= os_pid; Item =:= id; Item =:= memory -> {Item, is_integer(N) andalso N > 0};
hide(_, T) -> T.
