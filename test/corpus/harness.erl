%% How a corpus program runs on the real VM, which is what `beamjit FILE.beam` promises to do:
%% main/0 (main/1 with arguments) runs in a process of its own, linked to nobody, after boot, with
%% `user` as group leader. When it returns, the VM halts with status 0, whatever still runs. When it
%% raises, the exception is printed on standard error in erl_error's words, as escript does without
%% its "escript: " in front, and the status is 1. A main killed by an exit signal counts as exited.
-module(harness).
-export([start/0]).

start() ->
    [Module | Arguments] = init:get_plain_arguments(),
    ok = io:setopts(user, [{encoding, unicode}]),
    _ = io:setopts(standard_error, [{encoding, unicode}]),
    true = group_leader(whereis(user), self()),
    {Pid, Monitor} = spawn_monitor(fun() -> run(list_to_atom(Module), Arguments) end),
    receive
        {'DOWN', Monitor, process, Pid, Reason} -> fail(exit, Reason, [])
    end.

run(Module, Arguments) ->
    try
        case Arguments of
            [] -> Module:main();
            _ -> Module:main(Arguments)
        end
    of
        _ -> halt(0)
    catch
        Class:Reason:Stack -> fail(Class, Reason, Stack)
    end.

fail(Class, Reason, Stack) ->
    Options = #{stack_trim_fun => fun(M, _, _) -> M =:= ?MODULE end},
    Text = erl_error:format_exception(Class, Reason, Stack, Options),
    io:put_chars(standard_error, [Text, $\n]),
    halt(1).
