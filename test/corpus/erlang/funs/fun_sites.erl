%% Places that call one fun for long, then something else: another fun of the same lambda, of another, of another number of arguments, of an exported
%% function, no fun at all. What was always called at a place may be called directly in compiled code, with a test before it.
-module(fun_sites).
-export([main/0, twice/1, half/1, add/2]).

main() ->
    show(lambdas, [each(F, 12) || F <- one_then([fun(X) -> X + 1 end], [fun(X) -> X * 2 end])]),
    show(same_lambda, [each(adder(N), 6) || N <- lists:seq(1, 12)]),
    show(exported, [each(F, 5) || F <- one_then([fun ?MODULE:twice/1], [fun ?MODULE:half/1, adder(3)])]),
    show(local, [each(F, 5) || F <- one_then([fun twice/1], [fun ?MODULE:twice/1, fun half/1])]),
    show(built_in, [each(F, 5) || F <- one_then([fun erlang:abs/1], [fun erlang:'-'/1, fun erlang:is_atom/1])]),
    show(library, [apart(F, {k, [1, 2]}) || F <- one_then([fun erlang:element/2], [fun(A, B) -> {A, B} end])]),
    show(no_fun, [caught(fun() -> each(F, 3) end) || F <- one_then([adder(1)], [no_fun, 17, {?MODULE, twice}])]),
    show(arity, [caught(fun() -> each(F, 3) end) || F <- one_then([adder(1)], [fun add/2, fun ?MODULE:add/2, fun() -> none end])]),
    show(exported_arity, [caught(fun() -> each(F, 3) end) || F <- one_then([fun ?MODULE:twice/1], [fun ?MODULE:add/2, fun nowhere:twice/1])]),
    show(raising, [caught(fun() -> each(F, 7) end) || F <- one_then([picky(4)], [picky(2), picky(90), adder(0)])]),
    show(handled, [handled(F, 7, []) || F <- one_then([picky(4)], [picky(2), no_fun, picky(90), adder(0)])]),
    show(tail, [tail(F, 9) || F <- one_then([counter(1)], [counter(2), fun(X) -> {other, X} end])]),
    show(free, [with_free(A, B) || A <- [1, 2, 3], B <- [x, y, z, "list"]]),
    show(map, [lists:map(F, [1, 2, 3]) || F <- one_then([adder(5)], [fun(X) -> {X} end, fun ?MODULE:half/1])]),
    show(fold, [lists:foldl(F, 1, lists:seq(1, 20)) || F <- one_then([fun erlang:'+'/2], [fun erlang:'*'/2, fun add/2])]),
    show(sort, [lists:sort(F, [3, 1, 2, 5, 4]) || F <- one_then([fun(A, B) -> A =< B end], [fun(A, B) -> A >= B end])]),
    show(comprehension, [[F(X) || X <- [1, 2, 3], F(X) > 2] || F <- one_then([adder(1)], [adder(-5), fun half/1])]),
    show(nested, [nested(F, 4) || F <- one_then([fun(G, X) -> G(G(X)) end], [fun(_, X) -> -X end])]),
    show(processes, processes(6)),
    show(deep, [deep(F, 300) || F <- one_then([adder(1)], [fun(X) -> X * 3 rem 1009 end])]).

show(What, Term) -> io:format("~p: ~p~n", [What, Term]).

%% What is called often enough to be compiled for it, then others, then the first again.
one_then([F] = First, Others) -> lists:duplicate(8, F) ++ Others ++ First.

each(F, N) -> each(F, N, 0).

each(_, 0, Sum) -> Sum;
each(F, N, Sum) ->
    case F(N) of
        X when is_integer(X) -> each(F, N - 1, Sum + X);
        X -> {X, Sum}
    end.

apart(F, {_, _} = Pair) -> [F(1, Pair), F(2, Pair)].

adder(N) -> fun(X) -> X + N end.

counter(Step) ->
    fun Count(0) -> {counted, Step};
        Count(N) when N < Step -> {left, N};
        Count(N) -> Count(N - Step)
    end.

picky(Bad) ->
    fun(X) when X =:= Bad -> error({bad, X});
       (X) when X > 6, Bad =:= 90 -> throw(X);
       (X) -> X
    end.

twice(X) -> X * 2.
half(X) -> X div 2.
add(A, B) -> A + B.

%% The error, and the frames of the call where it comes from the fun's body.
caught(F) ->
    try F()
    catch
        error:{badfun, NoFun} -> {badfun, NoFun};
        error:{badarity, {Fun, Args}} when is_function(Fun) -> {badarity, Args};
        C:E:S -> {C, E, [{M, N, A} || {M, N, A, _} <- lists:sublist(S, 2)]}
    end.

%% The handler is in the function that calls the fun.
handled(_, 0, Acc) -> lists:reverse(Acc);
handled(F, N, Acc) ->
    R = try F(N) of
            X -> {ok, X}
        catch
            error:{bad, X} -> {bad, X, Acc =:= []};
            throw:X -> {thrown, X};
            error:{badfun, X} -> {badfun, X}
        end,
    handled(F, N - 1, [R | Acc]).

tail(F, N) -> F(N).

with_free(A, B) ->
    F = fun(X) -> {A, B, X} end,
    call_with(F, {A, B}).

call_with(F, X) -> {F(X), F([X])}.

nested(F, N) -> [F(fun(X) -> X + N end, M) || M <- lists:seq(1, N)].

processes(N) ->
    Self = self(),
    Wait = fun(I) -> receive {go, I} -> Self ! {done, I, each(adder(I), 4)} end end,
    Pids = [spawn(fun() -> call(Wait, I) end) || I <- lists:seq(1, N)],
    [begin P ! {go, I}, receive {done, I, R} -> R end end || {I, P} <- lists:zip(lists:seq(1, N), Pids)].

call(F, X) -> done(F(X)).

done(X) -> X.

deep(_, 0) -> 0;
deep(F, N) -> F(deep(F, N - 1)).
