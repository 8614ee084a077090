%% corpus: flavours=no_ssa_opt
-module(port_start).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Sh = os:find_executable("sh"),
    Printf = os:find_executable("printf"),
    ok = file:make_dir("folder"),
    ok = file:make_dir("folder/inner"),
    ok = file:write_file("folder/program", "#!/bin/sh\necho \"a program\" \"$@\"\n"),
    ok = file:change_mode("folder/program", 8#755),
    {ok, Here} = file:get_cwd(),
    put(here, Here),
    %% folders
    [show(run({spawn, "pwd"}, Opts))
     || Opts <- [[], [{cd, "folder"}], [{cd, <<"folder">>}], [{cd, folder}], [{cd, "folder/inner/.."}], [{cd, ""}], [{cd, Here}], [{cd, "a"}, {cd, "folder"}]]],
    show(run({spawn, "echo unreached"}, [{cd, "no_folder"}, stderr_to_stdout])),
    ok = file:set_cwd("folder"),
    show(run({spawn, "pwd"}, [])),
    show(run({spawn, "pwd"}, [{cd, "inner"}])),
    show(run({spawn_executable, "program"}, [{args, ["here"]}])),
    show(run({spawn_executable, "./program"}, [{args, ["./here"]}])),
    ok = file:set_cwd(".."),
    show(run({spawn_executable, "folder/program"}, [{args, ["there", "and", "there"]}])),
    %% the environment
    Vars = "sh -c 'echo \"$A|$B|${C-none}\"'",
    os:putenv("A", "a"),
    os:putenv("C", "c"),
    [show(run({spawn, Vars}, Opts))
     || Opts <- [[], [{env, [{"A", "x"}, {"B", "y z"}]}], [{env, [{"A", false}, {"C", false}]}], [{env, [{"C", ""}, {"B", [955]}]}],
                 [{env, [{"C", []}]}], [{env, [{"A", "1"}]}, {env, [{"B", "2"}]}], [{env, [{"A", "1"}, {"A", "2"}]}], [{env, [{"A", ["x", [$y]]}]}]]],
    os:unsetenv("C"),
    show(run({spawn, Vars}, [])),
    %% arguments
    Show = "for a in \"$0\" \"$@\"; do printf \"<%s>\" \"$a\"; done",
    [show(run({spawn_executable, Sh}, [{args, ["-c", Show, "zero" | Args]}]))
     || Args <- [[], ["one"], ["", "two words", "'quoted' \"twice\""], [<<"binary">>, atom], ["a\nb", "$HOME", "*", "\\"], [[955, 32, 8364], <<"λ"/utf8>>, "é"]]],
    show(run({spawn_executable, Sh}, [{args, ["-c", "echo $0"]}, {arg0, "another_name"}])),
    show(run({spawn_executable, Sh}, [{arg0, <<"another">>}, {args, ["-c", "echo $0; echo err >&2"]}, stderr_to_stdout, hide])),
    show(run({spawn_executable, list_to_binary(Printf)}, [{args, ["%s-", "a", "b"]}])),
    show(run({spawn_executable, list_to_atom(Printf)}, [{args, ["%d", "12"]}, {args, ["%d", "13"]}])),
    show(run({spawn, "printf '%s' λ€"}, [])),
    show(run({spawn, [$p, "rintf '%s' ", [955]]}, [])),
    show(run({spawn, <<"printf '%s' ", "λ"/utf8>>}, [])),
    show(run({spawn, "echo a; echo b"}, [])),
    show(run({spawn, "echo a && echo b | cat"}, [])),
    %% streams
    Both = "sh -c 'echo 1; echo 2 >&2; echo 3; echo 4 >&2'",
    show(run({spawn, Both}, [stderr_to_stdout])),
    show(run({spawn_executable, Sh}, [{args, ["-c", "echo 1; echo 2 >&2; echo 3; echo 4 >&2; exit 5"]}, stderr_to_stdout, use_stdio])),
    show(run({spawn, "sh -c 'echo through four >&4; exit 6'"}, [nouse_stdio])),
    P = open_port({spawn, "sh -c 'read line <&3; echo \"got $line\" >&4'"}, [nouse_stdio, {line, 80}]),
    port_command(P, "something\n"),
    receive {P, {data, Line}} -> io:format("~p~n", [Line]) end,
    receive {'EXIT', P, Reason} -> io:format("~p~n", [Reason]) end,
    show(run({spawn, "echo in only"}, [in])).

run(What, Opts) ->
    collect(open_port(What, [exit_status, binary | Opts]), <<>>).

collect(Port, Bytes) ->
    receive
        {Port, {data, Data}} -> collect(Port, <<Bytes/binary, Data/binary>>);
        {Port, {exit_status, Status}} ->
            receive {'EXIT', Port, normal} -> {Status, Bytes} end
    end.

show({Status, Bytes}) ->
    Here = unicode:characters_to_binary(get(here)),
    io:format("~p ~tp~n", [Status, binary:replace(Bytes, Here, <<"HERE">>, [global])]).
