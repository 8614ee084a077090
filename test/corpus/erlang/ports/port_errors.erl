%% corpus: flavours=no_ssa_opt
-module(port_errors).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Sh = os:find_executable("sh"),
    Cat = os:find_executable("cat"),
    ok = file:write_file("no_program", "no program"),
    ok = file:make_dir("folder"),
    [open(Name, Opts) || {Name, Opts} <- [
        {{spawn, 1}, []}, {{spawn, ""}, []}, {{spawn, <<>>}, []}, {{spawn, [$c, 0, $t]}, []}, {{spawn, "cat", x}, []},
        {foo, []}, {{}, []}, {{foo, bar}, []}, {"cat", []},
        {{spawn, "cat"}, foo}, {{spawn, "cat"}, [foo]}, {{spawn, "cat"}, [binary | foo]}, {{spawn, "cat"}, [{foo, bar}]},
        {{spawn, "cat"}, [{packet, 3}]}, {{spawn, "cat"}, [{packet, two}]}, {{spawn, "cat"}, [{packet, 2}, {line, 3}]},
        {{spawn, "cat"}, [{line, 0}]}, {{spawn, "cat"}, [{line, 1.0}]}, {{spawn, "cat"}, [{line, -1}]},
        {{spawn, "cat"}, [{args, ["x"]}]}, {{spawn, "cat"}, [{arg0, "x"}]}, {{spawn, "cat"}, [{cd, 1}]},
        {{spawn, "cat"}, [{env, x}]}, {{spawn, "cat"}, [{env, [x]}]}, {{spawn, "cat"}, [{env, [{"A", "b"} | c]}]},
        {{spawn, "cat"}, [{env, [{"A", 1}]}]}, {{spawn, "cat"}, [{env, [{"A=", "1"}]}]}, {{spawn, "cat"}, [{env, [{"A", <<"b">>}]}]},
        {{spawn, "cat"}, [{env, [{a, "b"}]}]}, {{spawn, "cat"}, [{env, [{"A", [$b, 0]}]}]}, {{spawn, "cat"}, [{env, [{"A", "b", c}]}]},
        {{spawn, "cat"}, [stderr_to_stdout, nouse_stdio]}, {{spawn, "cat"}, [{parallelism, 1}]},
        {{spawn, "cat"}, [{busy_limits_port, 1}]}, {{spawn, "cat"}, [{busy_limits_port, {0, 1}}]}, {{spawn, "cat"}, [{busy_limits_msgq, {1, x}}]},
        {{spawn_executable, "no_such_file"}, []}, {{spawn_executable, "/no/such/file"}, []}, {{spawn_executable, ""}, []},
        {{spawn_executable, "cat"}, []}, {{spawn_executable, cat}, []}, {{spawn_executable, "no_program/x"}, []},
        {{spawn_executable, "no_program"}, [exit_status]}, {{spawn_executable, "folder"}, [exit_status]},
        {{spawn_executable, Cat}, [{args, x}]}, {{spawn_executable, Cat}, [{args, [1]}]}, {{spawn_executable, Cat}, [{args, [[$a, 0]]}]},
        {{spawn_executable, Cat}, [{args, [<<"no_such_file", 0>>]}, stderr_to_stdout]}, {{spawn_executable, Cat}, [{args, ["a" | b]}]},
        {{spawn_executable, Cat}, [{arg0, 1}]}, {{spawn_executable, Cat, x}, []},
        {{spawn_executable, Sh}, [{args, ["-c", "exit 4"]}, {cd, "folder"}, exit_status]},
        {{spawn_driver, "no_such_driver"}, []}, {{spawn_driver, x}, []}, {{spawn_driver, 1}, []},
        {{fd, 0}, []}, {{fd, x, 1}, []}, {{fd, 0, 1.0}, []}, {{fd, 0, 1}, [exit_status]}, {{fd, 0, 1}, [{args, []}]}, {{fd, 0, 1}, [{arg0, "x"}]},
        {{spawn, "no_such_program_at_all"}, [exit_status, stderr_to_stdout]},
        {{spawn, "cat <"}, [exit_status, stderr_to_stdout]},
        {{spawn, 'true'}, [exit_status]}, {{spawn, <<"true">>}, [exit_status]}, {{spawn, ["tr", [$u, "e"]]}, [exit_status]},
        {{spawn, "true"}, [exit_status, {busy_limits_port, {10, 2}}, {busy_limits_msgq, disabled}, overlapped_io, hide, {parallelism, true}, {env, [{"", "x"}]}]}
    ]],
    P = open_port({spawn, "cat"}, []),
    [io:format("~p ~p~n", [F, result(fun() -> apply(erlang, F, A) end)])
     || {F, A} <- [{port_command, ["x", "x"]}, {port_command, [nobody, "x"]},
                   {port_command, [P, "x", [foo]]}, {port_command, [P, "x", foo]}, {port_command, [P, "x", [force]]},
                   {port_close, [nobody]}, {port_close, [self()]}, {port_close, ["x"]},
                   {port_connect, [P, foo]}, {port_connect, [nobody, self()]},
                   {port_control, [P, 1, "x"]}, {port_control, [P, -1, "x"]}, {port_control, [nobody, 1, "x"]},
                   {port_call, [P, x]}, {port_call, [P, 1, x]}, {port_call, [nobody, 1, x]},
                   {port_info, [P, foo]}, {port_info, [P, {x}]}, {port_info, [nobody]}, {port_info, [nobody, foo]}, {port_info, [1]},
                   {port_info, [1, name]}, {port_info, [self(), name]},
                   {port_set_data, [nobody, x]}, {port_get_data, [nobody]}, {port_get_data, [P]}, {port_set_data, [P, {some, "data"}]}, {port_get_data, [P]},
                   {port_to_list, [foo]}, {list_to_port, ["#Port<0>"]}, {link, [foo]}]],
    io:format("~p~n", [list_to_port(port_to_list(P)) =:= P]),
    io:format("~p~n", [lists:member(P, erlang:ports())]),
    port_close(P),
    io:format("~p~n", [lists:member(P, erlang:ports())]),
    [io:format("~p ~p~n", [F, result(fun() -> apply(erlang, F, [P | A]) end)])
     || {F, A} <- [{port_command, ["x"]}, {port_close, []}, {port_connect, [self()]}, {port_control, [1, "x"]}, {port_call, [x]},
                   {port_info, []}, {port_info, [name]}, {port_info, [foo]}, {port_get_data, []}, {port_set_data, [x]}, {unlink, []}, {exit, [x]}]].

result(F) -> try F() catch C:R -> {C, R} end.

open(Name, Opts) ->
    case result(fun() -> open_port(Name, Opts) end) of
        Port when is_port(Port) -> io:format("~0p ~0p: ~p~n", [hide(Name), Opts, until_exit(Port, [])]);
        Error -> io:format("~0p ~0p: ~p~n", [hide(Name), Opts, Error])
    end.

until_exit(Port, Seen) ->
    receive
        {Port, {data, Data}} -> until_exit(Port, Seen ++ lists:last(string:split(Data, "/", all)));
        {Port, What} -> {Seen, What, until_exit(Port, [])};
        {'EXIT', Port, Reason} -> Reason
    end.

%% Where programs lie is another thing.
hide({spawn_executable, [$/ | _]}) -> absolute;
hide(T) -> T.
