%% What is called and is no fun, or takes other arguments: the trace has the call twice where it would have returned.
-module(fun_bad_calls).
-export([main/0, kept/1, last/1, caught/1, several/1, deep/2, applied/1, built_in/1]).

main() ->
    Funs = [no_fun, 17, fun() -> 1 end, fun lists:reverse/2, fun ?MODULE:deep/2],
    Calls = [kept, last, caught, several, applied, built_in],
    [attempt(Call, [Fun]) || Call <- Calls, Fun <- Funs],
    attempt(deep, [3, no_fun]).

attempt(Call, Args) ->
    try apply(?MODULE, Call, Args) of
        Value -> io:format("~w: ~p~n", [Call, Value])
    catch
        Class:Reason:Trace ->
            Lines = [{F, if is_list(A) -> length(A); true -> A end, proplists:get_value(line, I)} || {?MODULE, F, A, I} <- Trace],
            io:format("~w: ~w ~w ~w~n", [Call, Class, what(Reason), Lines])
    end.

what({badarity, {_, Args}}) -> {badarity, Args};
what(Reason) -> Reason.

kept(F) ->
    X = F(1),
    {X, kept}.

last(F) ->
    F(1).

caught(F) ->
    X =
        try
            F(1)
        after
            ok
        end,
    {X, caught}.

several(F) ->
    X = F(1, 2, 3),
    {X, several}.

deep(0, F) ->
    X = F(1),
    {X, deep};
deep(N, F) ->
    X = deep(N - 1, F),
    {X, N}.

applied(M) ->
    X = M:f(1),
    {X, applied}.

built_in(F) ->
    X = apply(F, [1]),
    {X, built_in}.
