%% Funs of a module that is loaded anew and purged while a place goes on calling them: a fun runs the code that made it until that is purged, and
%% compiled code that has come to expect one fun there must not keep the code alive.
-module(code_funs).
-export([main/0]).

-define(MADE, code_funs_made).

main() ->
    Versions = [compiled(V) || V <- [1, 2]],
    Load = fun(V) -> {module, ?MADE} = code:load_binary(?MADE, "made.beam", lists:nth(V, Versions)), ok end,
    Load(1),
    Old = ?MADE:fun_of(10),
    Outside = fun ?MADE:small/1,
    show(first, [calls(Old, 4) || _ <- [1, 2, 3, 4, 5, 6]]),
    show(outside, [calls(Outside, 4) || _ <- [1, 2, 3, 4, 5, 6]]),
    Load(2),
    New = ?MADE:fun_of(10),
    show(old, calls(Old, 4)),
    show(new, [calls(New, 4) || _ <- [1, 2, 3, 4, 5, 6]]),
    show(new_outside, calls(Outside, 4)),
    show(both, [calls(F, 3) || F <- [Old, New, Old, New]]),
    show(purged, code:purge(?MADE)),
    show(gone, [caught(fun() -> calls(F, 3) end) || F <- [Old, New, Old]]),
    show(in_map, [caught(fun() -> lists:map(F, [1, 2]) end) || F <- [New, New, New, New, Old, New]]),
    in_the_middle(Load),
    deleted(Load).

show(What, Term) -> io:format("~p: ~p~n", [What, Term]).

calls(F, N) -> calls(F, N, []).

calls(_, 0, Acc) -> Acc;
calls(F, N, Acc) -> calls(F, N - 1, [F(N) | Acc]).

%% Loaded anew between two calls at the same place.
in_the_middle(Load) ->
    Run = fun(F) -> code:purge(?MADE), Load(1), in_the_middle(30, F(), Load, []) end,
    show(middle, [Run(F) || F <- [fun() -> ?MADE:fun_of(1) end, fun() -> fun ?MADE:small/1 end]]).

in_the_middle(0, _, _, Acc) -> counted(Acc, []);
in_the_middle(N, F, Load, Acc) ->
    N =:= 20 andalso begin code:purge(?MADE), Load(2) end,
    N =:= 10 andalso code:purge(?MADE),
    in_the_middle(N - 1, F, Load, [caught(fun() -> F(0) end) | Acc]).

deleted(Load) ->
    code:purge(?MADE),
    Load(1),
    code:purge(?MADE),
    F = ?MADE:fun_of(5),
    Outside = fun ?MADE:small/1,
    show(there, [{calls(F, 2), calls(Outside, 2)} || _ <- [1, 2, 3, 4, 5]]),
    show(delete, code:delete(?MADE)),
    show(old_code, calls(F, 2)),
    show(no_code, caught(fun() -> calls(Outside, 2) end)),
    show(purge, code:purge(?MADE)),
    show(no_fun, caught(fun() -> calls(F, 2) end)).

caught(F) ->
    try F()
    catch
        error:{badfun, G} when is_function(G) -> badfun;
        error:E -> E
    end.

counted([], Acc) -> lists:reverse(Acc);
counted([X | Xs], Acc) ->
    case lists:keyfind(X, 1, Acc) of
        {X, N} -> counted(Xs, lists:keyreplace(X, 1, Acc, {X, N + 1}));
        false -> counted(Xs, [{X, 1} | Acc])
    end.

%% ---- the module

compiled(Version) ->
    Source = io_lib:format(
        "-module(code_funs_made).\n"
        "-export([small/1, fun_of/1]).\n"
        "small(X) -> {small, ~b, X}.\n"
        "fun_of(N) -> fun(X) -> {~b, local(X) + N} end.\n"
        "local(X) -> X + ~b * 100.\n",
        lists:duplicate(3, Version)),
    {ok, Tokens, _} = erl_scan:string(lists:flatten(Source)),
    {ok, ?MADE, Binary} = compile:forms([form(F) || F <- split(Tokens, [], [])]),
    Binary.

form(Tokens) ->
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

split([], [], Forms) -> lists:reverse(Forms);
split([{dot, _} = Dot | Rest], Form, Forms) -> split(Rest, [], [lists:reverse([Dot | Form]) | Forms]);
split([Token | Rest], Form, Forms) -> split(Rest, [Token | Form], Forms).
