%% Small functions that calculate, of a module that is loaded anew while loops that have them in line go on: what a local call means stays,
%% what is called with the module's name, or by a fun of an export, is the new version's at once.
-module(code_in_line).
-export([main/0]).

-define(MADE, code_in_line_made).

main() ->
    Versions = [compiled(V) || V <- [1, 2, 3]],
    Load = fun(V) -> {module, ?MADE} = code:load_binary(?MADE, "made.beam", lists:nth(V, Versions)), ok end,
    Load(1),
    Old = ?MADE:fun_of(7),
    show(first, [results(Old) || _ <- lists:seq(1, 5)]),
    Looping = spawn(?MADE, loop, [self()]),
    show(looping, [asked(Looping, N) || N <- lists:seq(1, 5)]),
    Load(2),
    show(second, [results(Old) || _ <- lists:seq(1, 3)]),
    show(both, [results(F) || F <- [?MADE:fun_of(7), Old, ?MADE:fun_of(7), Old]]),
    show(still_looping, [asked(Looping, N) || N <- lists:seq(1, 5)]),
    show(soft_purge, code:soft_purge(?MADE)),
    Watched = monitor(process, Looping),
    Looping ! stop,
    receive {'DOWN', Watched, process, Looping, Reason} -> show(down, Reason) end,
    show(purge, code:purge(?MADE)),
    show(gone, reason(fun() -> results(Old) end)),
    in_the_middle(Load).

show(What, Term) -> io:format("~p: ~p~n", [What, Term]).

%% The same calculation by a fun with something in it, by one of an export, and by the module itself.
results(F) ->
    List = [1, -1, 1 bsl 40, 1 bsl 62, 12345],
    {lists:foldl(F, 1, List), lists:foldl(fun ?MADE:mixed/2, 1, List), lists:foldl(fun(X, Acc) -> ?MADE:mixed(X, Acc) end, 1, List),
     ?MADE:summed(20, 0)}.

asked(Pid, N) ->
    Pid ! {self(), N},
    receive {Pid, Answer} -> Answer end.

%% Another version is there from one round to the next.
in_the_middle(Load) ->
    F = fun ?MADE:mixed/2,
    show(middle, middle(60, 1, F, Load, [])),
    show(unknown, reason(fun() -> ?MADE:mixed(a, 1) end)).

middle(0, _, _, _, Seen) -> lists:reverse(Seen);
middle(N, State, F, Load, Seen) when N rem 20 =:= 0 ->
    code:purge(?MADE),
    Load(N div 20),
    middle(N - 1, F(N, State), F, Load, [{N, State} | Seen]);
middle(N, State, F, Load, Seen) ->
    middle(N - 1, F(N, ?MADE:mixed(State, N)), F, Load, Seen).

reason(F) ->
    try F()
    catch
        error:{badfun, G} when is_function(G) -> badfun;
        error:E -> E
    end.

%% ---- the module

compiled(Version) ->
    Source = io_lib:format(
        "-module(code_in_line_made).\n"
        "-export([mixed/2, summed/2, fun_of/1, loop/1]).\n"
        "mixed(X, Acc) -> word((Acc + ~b) * 6364136223846793005 + X).\n"
        "word(X) -> scaled(X) band 16#FFFFFFFFFFFFFFFF.\n"
        "scaled(X) -> X * ~b + ~b.\n"
        "fun_of(N) -> fun(X, Acc) -> word(Acc * N + X) + ~b end.\n"
        "summed(0, Sum) -> Sum;\n"
        "summed(N, Sum) -> summed(N - 1, word(Sum + N) bxor mixed(N, Sum)).\n"
        "loop(To) ->\n"
        "    receive\n"
        "        {To, N} ->\n"
        "            To ! {self(), {mixed(N, 1), code_in_line_made:mixed(N, 1), summed(N, 0), code_in_line_made:summed(N, 0)}},\n"
        "            loop(To);\n"
        "        stop -> ok\n"
        "    end.\n",
        lists:duplicate(4, Version)),
    {ok, Tokens, _} = erl_scan:string(lists:flatten(Source)),
    {ok, ?MADE, Binary} = compile:forms([form(F) || F <- split(Tokens, [], [])]),
    Binary.

form(Tokens) ->
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

split([], [], Forms) -> lists:reverse(Forms);
split([{dot, _} = Dot | Rest], Form, Forms) -> split(Rest, [], [lists:reverse([Dot | Form]) | Forms]);
split([Token | Rest], Form, Forms) -> split(Rest, [Token | Form], Forms).
