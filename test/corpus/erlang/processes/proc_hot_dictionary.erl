%% Process dictionary, persistent terms, funs and calls by name, exceptions raised again: in loops that are compiled.
-module(proc_hot_dictionary).
-export([main/0, plus/2, twice/1]).

main() ->
    io:format("dictionary ~p~n", [loop(3000, fun dictionary/1)]),
    io:format("~p ~p ~p~n", [length(get()), length(get_keys()), lists:sort(get_keys(7))]),
    Others = [begin {P, M} = spawn_monitor(fun() -> put(1, x), exit({get(1), get(2), get(key)}) end),
                    receive {'DOWN', M, _, P, R} -> R end end || _ <- [1, 2]],
    io:format("others ~p~n", [Others]),
    {dictionary, D} = process_info(self(), dictionary),
    io:format("~p ~p~n", [length(D), lists:keyfind(3, 1, D)]),
    io:format("~p ~p~n", [length(erase()), get()]),
    io:format("persistent ~p~n", [loop(2000, fun persistent/1)]),
    io:format("~p~n", [bad(fun() -> persistent_term:get(no_such) end)]),
    io:format("names ~p~n", [loop(2000, fun names/1)]),
    io:format("raised ~p~n", [loop(1000, fun raised/1)]),
    io:format("~p~n", [[bad(F) || F <- [
        fun() -> erlang:raise(error, r, [{a, b, 1, []}]) end,
        fun() -> erlang:raise(exit, r, [{a, b, [1, 2], [{line, 3}]}]) end,
        fun() -> erlang:raise(throw, r, [{a, b, 1}]) end,
        fun() -> erlang:raise(error, r, []) end,
        fun() -> erlang:raise(error, r, [{I, b, 1, []} || I <- [a, b, c, d, e, f, g, h, i, j, k, l]]) end,
        fun() -> erlang:raise(error, r, [{a, 1, 1, []}]) end,
        fun() -> erlang:raise(error, r, [{a, b, 1, x}]) end,
        fun() -> erlang:raise(error, r, [x]) end,
        fun() -> erlang:raise(error, r, [{a, b, 1, []} | x]) end,
        fun() -> erlang:raise(none, r, []) end]]]),
    io:format("~p~n", [[erlang:function_exported(M, F, A) || {M, F, A} <- [
        {?MODULE, plus, 2}, {?MODULE, plus, 3}, {?MODULE, loop, 2}, {no_module, f, 1}, {erlang, self, 0}, {lists, map, 2},
        {lists, map, 200}]]]),
    io:format("~p~n", [[bad(F) || F <- [
        fun() -> erlang:function_exported(1, f, 1) end, fun() -> erlang:function_exported(m, f, -1) end,
        fun() -> erlang:make_fun(m, f, list_to_integer("256")) end,
        fun() -> node(x) end]]]),
    io:format("~p ~p ~p~n", [node(), node(self()) =:= node(), node(make_ref()) =:= node()]).

loop(N, F) -> loop(N, F, 0).

loop(0, _, Sum) -> Sum;
loop(N, F, Sum) -> loop(N - 1, F, erlang:phash2({Sum, F(N)})).

dictionary(N) ->
    Old = put(N rem 50, N rem 11),
    Key = put({key, N rem 7}, [N]),
    Gone = case N rem 5 of 0 -> erase(N rem 20); 1 -> erase({none, N}); _ -> none end,
    {Old, Key, Gone, get(N rem 60), get({key, 3})}.

persistent(N) ->
    Key = {?MODULE, N rem 3},
    case N rem 100 of
        0 -> persistent_term:put(Key, N);
        50 -> persistent_term:erase(Key);
        _ -> ok
    end,
    {persistent_term:get(Key, none), try persistent_term:get(Key) catch error:badarg -> missing end}.

names(N) ->
    M = element(N rem 2 + 1, {?MODULE, lists}),
    {F, Args} = case M of ?MODULE -> {plus, [N, 1]}; lists -> {reverse, [[N, N + 1]]} end,
    G = fun ?MODULE:twice/1,
    H = erlang:make_fun(?MODULE, element(N rem 2 + 1, {plus, twice}), 2 - N rem 2),
    R = case erlang:fun_info(H, arity) of {arity, 1} -> H(N); {arity, 2} -> H(N, N) end,
    {apply(M, F, Args), M:module_info(module), G(N), R, H =:= fun ?MODULE:plus/2,
     erlang:function_exported(M, reverse, 1), erlang:function_exported(M, plus, 2)}.

plus(A, B) -> A + B.

twice(A) -> 2 * A.

raised(N) ->
    try
        try fail(N) catch C:R:S -> erlang:raise(C, {again, R}, S) end
    catch
        Class:Reason:Stack -> {Class, Reason, [{M, F, A} || {M, F, A, _} <- Stack, M =:= ?MODULE, F =:= fail]}
    end.

fail(N) when N rem 3 =:= 0 -> throw(N);
fail(N) when N rem 3 =:= 1 -> exit({n, N});
fail(N) -> N div (N - N).

bad(F) ->
    try F() of V -> V
    catch C:R:S -> {C, R, [M || {M, b, _, _} <- S]}
    end.
