%% try with of, several catch clauses, guards, after; what the whole is worth.
-module(exc_try_forms).
-export([main/0]).

main() ->
    [io:format("~p -> ~p~n", [I, all_forms(I)]) || I <- [1, 2, 3, 4, 5, 6, 7, 8]],
    io:format("~p~n", [after_order()]),
    io:format("~p~n", [try nested() catch throw:X -> {outer, X} end]),
    io:format("~p~n", [try after_raises() catch C:R -> {C, R} end]),
    io:format("~p~n", [no_catch()]),
    io:format("~p~n", [loop(5, [])]).

all_forms(I) ->
    try act(I) of
        ok -> of_ok;
        {ok, V} when V > 10 -> {of_big, V};
        {ok, V} -> {of_small, V}
    catch
        throw:V when is_integer(V) -> {thrown_int, V};
        throw:V -> {thrown, V};
        exit:{shutdown, V} -> {shutdown, V};
        error:badarith -> arith;
        error:{custom, V} -> {custom, V};
        Class:Reason when Class =/= throw -> {other, Class, Reason}
    after
        io:format("after ~p~n", [I])
    end.

act(1) -> ok;
act(2) -> {ok, 11};
act(3) -> {ok, 1};
act(4) -> throw(4);
act(5) -> throw(five);
act(6) -> exit({shutdown, six});
act(7) -> 1 / id(0);
act(8) -> error(eight).

after_order() ->
    try
        try io:format("body~n"), value
        after io:format("inner after~n") end
    after
        io:format("outer after~n")
    end.

nested() ->
    try
        try throw(one)
        catch throw:one -> throw(two)
        after io:format("cleanup one~n") end
    catch
        throw:one -> wrong;
        throw:two -> throw(three)
    after
        io:format("cleanup two~n")
    end.

after_raises() ->
    try throw(first) after error(second) end.

no_catch() ->
    try id(17) of 17 -> seventeen after io:format("done~n") end.

loop(0, Acc) -> Acc;
loop(N, Acc) ->
    Result = try case N rem 2 of 0 -> throw(even); _ -> odd end catch throw:T -> T end,
    loop(N - 1, [Result | Acc]).

id(X) -> X.
