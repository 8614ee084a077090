%% Compiles and runs random programs on the real VM for tools/random/erl.ts: a command is a line of standard input with an
%% Erlang term, the reply a line of output.
-module(driver).
-export([start/0]).

%% A hundred times as long as any program takes that is compiled at all.
-define(COMPILE_MS, 60_000).

start() ->
    _ = logger:set_primary_config(level, none),
    ok = io:setopts([{encoding, unicode}]),
    _ = process_flag(priority, high),
    loop().

loop() ->
    case io:read('') of
        {ok, Command} ->
            io:format("reply: ~ts~n", [command(Command)]),
            loop();
        eof -> halt(0)
    end.

command(release) -> erlang:system_info(otp_release);
%% Compiles modules from their sources in a folder, and leaves their .beam files there.
%% Over some programs (seed 902366, in OTP 27) the compiler goes on forever.
command({compile, Folder, Modules, Options}) ->
    All = [deterministic, binary, return_errors, {i, Folder} | Options],
    answer(alone(fun() -> compile(Folder, Modules, All) end, ?COMPILE_MS));
%% Runs the first module's calls with all of the modules loaded, and leaves the answers in `answers`.
command({run, Folder, [Main | _] = Modules}) ->
    _ = [load(Folder, Module) || Module <- Modules],
    Result = alone(fun() -> random_run:limited(Main) end, infinity),
    _ = [unload(Module) || Module <- Modules],
    case Result of
        {given, Answers} ->
            ok = file:write_file(filename:join(Folder, "answers"), Answers),
            "ok";
        Reason -> answer(Reason)
    end.

answer({given, Answer}) -> Answer;
answer(Reason) -> io_lib:format("~0tP", [Reason, 20]).

compile(_, [], _) -> "ok";
compile(Folder, [Module | Modules], Options) ->
    File = filename:join(Folder, atom_to_list(Module)),
    try compile:file(File, Options) of
        {ok, Module, Beam} ->
            ok = file:write_file(File ++ ".beam", Beam),
            compile(Folder, Modules, Options);
        {error, [{_, [Error | _]} | _], _} -> io_lib:format("~0tp", [Error]);
        Other -> io_lib:format("~0tp", [Other])
    catch
        _:Reason -> io_lib:format("~0tP", [Reason, 20])
    end.

%% `{given, …}` with what a function gives, or why it ends, or `timeout`. Nothing that it has spawned goes on. Some programs spawn faster than one
%% can look at what they spawn: this process and the one that watches the program have a higher priority.
alone(F, Milliseconds) ->
    Known = processes(),
    {Pid, Monitor} = spawn_opt(fun() -> exit({given, F()}) end, [monitor, {priority, high}]),
    Reason =
        receive
            {'DOWN', Monitor, process, Pid, R} -> R
        after Milliseconds ->
            _ = demonitor(Monitor, [flush]),
            timeout
        end,
    kill_others(Known, 20),
    Reason.

%% In some rounds at most: what is still there then is none of the program's.
kill_others(_, 0) -> ok;
kill_others(Known, Rounds) ->
    case processes() -- Known of
        [] -> ok;
        Others ->
            _ = [exit(Pid, kill) || Pid <- Others],
            receive after 5 -> kill_others(Known, Rounds - 1) end
    end.

load(Folder, Module) ->
    File = filename:join(Folder, atom_to_list(Module) ++ ".beam"),
    {ok, Beam} = file:read_file(File),
    {module, Module} = code:load_binary(Module, File, Beam).

unload(Module) ->
    _ = code:purge(Module),
    true = code:delete(Module),
    code:purge(Module).
