%% Small functions of a module that is loaded anew while others call them, in loops, deep in recursion, from other processes: external calls go to
%% the newest version, local ones stay. What the callers have in compiled code of their own must not show.
-module(code_copies).
-export([main/0]).

-define(MADE, code_copies_made).

main() ->
    Versions = [compiled(V) || V <- [1, 2, 3]],
    Load = fun(V) -> {module, ?MADE} = code:load_binary(?MADE, "made.beam", lists:nth(V, Versions)), ok end,
    Load(1),
    show(same, loop(30, [])),
    in_the_middle(Load),
    deep(Load),
    in_the_fun(Load),
    other_process(Load),
    old_frames(Load),
    raised(Load),
    gone(Load).

show(What, Term) -> io:format("~p: ~p~n", [What, Term]).

again(Load, V) ->
    code:purge(?MADE),
    Load(V).

%% ---- loops

loop(0, Acc) -> counted(Acc, []);
loop(N, Acc) -> loop(N - 1, [?MADE:small(N) + ?MADE:nested(1) | Acc]).

%% How often each element comes, in the order in which they first do.
counted([], Acc) -> lists:reverse(Acc);
counted([X | Xs], Acc) ->
    case lists:keyfind(X, 1, Acc) of
        {X, N} -> counted(Xs, lists:keyreplace(X, 1, Acc, {X, N + 1}));
        false -> counted(Xs, [{X, 1} | Acc])
    end.

in_the_middle(Load) ->
    again(Load, 1),
    show(middle, in_the_middle(40, Load, [])),
    again(Load, 3),
    show(middle_again, in_the_middle(25, Load, [])).

in_the_middle(0, _, Acc) -> counted(Acc, []);
in_the_middle(N, Load, Acc) ->
    N =:= 20 andalso again(Load, 2),
    in_the_middle(N - 1, Load, [{?MADE:small(0), element(1, ?MADE:pair(N))} | Acc]).

%% ---- recursion in the module while it is loaded anew

deep(Load) ->
    again(Load, 1),
    show(deep_local, ?MADE:down(30, fun(15) -> again_soon(Load, 2); (_) -> ok end)),
    show(deep_after, ?MADE:down(3, fun(_) -> ok end)),
    show(deep_external, ?MADE:far_down(30, fun(15) -> again_soon(Load, 3); (_) -> ok end)),
    show(external_after, ?MADE:far_down(3, fun(_) -> ok end)).

%% The frames below are the old version's: a purge would kill this process.
again_soon(Load, V) ->
    false = erlang:check_old_code(?MADE) andalso not code:soft_purge(?MADE),
    Load(V).

in_the_fun(Load) ->
    again(Load, 1),
    Swap = fun(X) -> X =:= 4 andalso again_soon(Load, 2), {X, ?MADE:small(0)} end,
    show(in_the_fun, ?MADE:map(Swap, lists:seq(1, 8))),
    show(fun_of_old, funs(Load)).

funs(Load) ->
    F = ?MADE:adder(10),
    again(Load, 3),
    [F(1), (?MADE:adder(10))(1), ?MADE:map(F, [1, 2])].

%% ---- other processes

other_process(Load) ->
    again(Load, 1),
    Parent = self(),
    P = spawn_link(fun() -> Parent ! {self(), looping(Parent, [])} end),
    receive ready -> ok end,
    P ! go,
    receive ready -> ok end,
    again(Load, 2),
    P ! go,
    receive ready -> ok end,
    P ! stop,
    receive {P, Seen} -> show(other_process, Seen) end.

looping(Parent, Acc) ->
    Acc1 = [loop(40, []) | Acc],
    Parent ! ready,
    case ?MADE:wait() of
        {_, go} -> looping(Parent, Acc1);
        {V, stop} -> {V, Acc1}
    end.

old_frames(Load) ->
    again(Load, 1),
    {P, R} = spawn_monitor(fun() -> waiting(100) end),
    P ! go,
    P ! {where, self()},
    receive {at, V} -> show(waits_in, V) end,
    Load(2),
    show(check, {erlang:check_old_code(?MADE), erlang:check_process_code(P, ?MADE)}),
    P ! {where, self()},
    receive {at, V1} -> show(waits_still_in, V1) end,
    show(soft, code:soft_purge(?MADE)),
    show(purge, code:purge(?MADE)),
    receive {'DOWN', R, process, P, Why} -> show(down, Why) end.

%% Not a tail call: this frame waits, too.
waiting(0) -> ok;
waiting(N) when N > 95 -> [waiting(N - 1)];
waiting(N) -> [?MADE:serve(N)].

%% ---- exceptions, missing functions

raised(Load) ->
    again(Load, 1),
    show(raised, [caught(fun() -> each(I) end) || I <- [1, 2, 3, 1]]),
    again(Load, 2),
    show(raised_in_new, [caught(fun() -> each(I) end) || I <- [1, 2, 3]]),
    show(handled, [?MADE:safe(X) || X <- [1, a, 2]]).

each(1) -> {?MADE:boom({9, x})};
each(2) -> {?MADE:nested(a)};
each(3) -> {?MADE:down(5, fun(3) -> error(three); (_) -> ok end)}.

caught(F) ->
    try F()
    catch C:E:S -> {C, E, [{M, N, A, proplists:get_value(line, L)} || {M, N, A, L} <- S, M =:= ?MADE orelse N =:= each]}
    end.

gone(Load) ->
    again(Load, 1),
    show(here, loop(10, [])),
    code:purge(?MADE),
    true = code:delete(?MADE),
    show(gone, try loop(10, []) catch C:E:S -> {C, E, element(1, hd(S)), element(2, hd(S)), element(3, hd(S))} end),
    show(old_code, erlang:check_old_code(?MADE)),
    again(Load, 3),
    show(back, loop(10, [])),
    again(Load, 2),
    show(at_last, loop(10, [])).

%% ---- the module

compiled(Version) ->
    Source = io_lib:format(
        "-module(code_copies_made).\n"
        "-export([small/1, pair/1, nested/1, down/2, far_down/2, map/2, adder/1, wait/0, serve/1, boom/1, safe/1]).\n"
        "small(X) -> X * 0 + ~b.\n"
        "pair(X) -> {{version, ~b}, X}.\n"
        "nested(X) -> local(X + 1) - X.\n"
        "local(X) -> X + ~b * 100.\n"
        "down(0, _) -> [];\n"
        "down(N, F) -> F(N), [{~b, small(N)} | down(N - 1, F)].\n"
        "far_down(0, _) -> [];\n"
        "far_down(N, F) -> F(N), [~b | code_copies_made:far_down(N - 1, F)].\n"
        "map(F, [X | Xs]) -> [{F(X), ~b} | map(F, Xs)];\n"
        "map(_, []) -> [].\n"
        "adder(N) -> fun(X) -> {~b, X + N} end.\n"
        "wait() -> receive Message -> {~b, Message} end.\n"
        "serve(N) ->\n"
        "  receive\n"
        "    {where, From} -> From ! {at, small(N)}, [serve(N)];\n"
        "    _ -> serve(N)\n"
        "  end.\n"
        "boom(X) ->\n"
        "  case X of {~b, Y} -> Y end.\n"
        "safe(X) -> try {~b, nested(X)} catch error:E -> {~b, E} end.\n",
        lists:duplicate(11, Version)),
    {ok, Tokens, _} = erl_scan:string(lists:flatten(Source)),
    {ok, ?MADE, Binary} = compile:forms([form(F) || F <- split(Tokens, [], [])]),
    Binary.

form(Tokens) ->
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

split([], [], Forms) -> lists:reverse(Forms);
split([{dot, _} = Dot | Rest], Form, Forms) -> split(Rest, [], [lists:reverse([Dot | Form]) | Forms]);
split([Token | Rest], Form, Forms) -> split(Rest, [Token | Form], Forms).
