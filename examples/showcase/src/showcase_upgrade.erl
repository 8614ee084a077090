%% Hot code loading: a module compiled from source at run time by OTP's compiler, loaded, and
%% replaced by another version while a process that runs it keeps its state.
-module(showcase_upgrade).
-export([act/0]).

act() ->
    load("count(N, Amount) -> N + Amount."),
    Pid = spawn_link(fun() -> counter:loop(0) end),
    One = [call(Pid, {add, 10}), call(Pid, {add, 10})],
    load("count(N, Amount) -> N + Amount * Amount."),
    Pid ! upgrade,
    Two = [call(Pid, {add, 10}), call(Pid, {add, 10})],
    unlink(Pid),
    exit(Pid, kill),
    showcase_style:line("    version 1 counts ~ts, version 2 goes on with ~ts", [
        showcase_style:yellow(io_lib:format("~w", [One])),
        showcase_style:yellow(io_lib:format("~w", [Two]))]),
    code:purge(counter),
    true = code:delete(counter).

call(Pid, Request) ->
    Pid ! {self(), Request},
    receive {Pid, Reply} -> Reply end.

load(Count) ->
    code:purge(counter),
    {ok, counter, Beam} = compile:forms([form(Text) || Text <- source(Count)], [return_errors]),
    {module, counter} = code:load_binary(counter, "counter.beam", Beam),
    showcase_style:line("    ~ts ~ts ~ts", [
        showcase_style:green("\x{2713} compiled"), Count,
        showcase_style:dim(io_lib:format("~w bytes", [byte_size(Beam)]))]).

source(Count) ->
    [
        "-module(counter).",
        "-export([loop/1]).",
        "loop(N) -> receive"
        "    {From, {add, Amount}} -> Sum = count(N, Amount), From ! {self(), Sum}, loop(Sum);"
        "    upgrade -> counter:loop(N) end.",
        Count
    ].

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
