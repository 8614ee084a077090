%% corpus: slow
%% Terms of every composite kind nested a million deep are compared, hashed, stored, sent and encoded.
-module(term_deep_shapes).
-export([main/0]).

-define(DEPTH, 1000000).

main() ->
    Shapes = [{list, fun(X) -> [X] end}, {tuple, fun(X) -> {X} end}, {pair, fun(X) -> {a, X} end},
              {cons, fun(X) -> [X, b] end}, {map, fun(X) -> #{a => X} end}, {key, fun(X) -> #{X => 1} end},
              {closure, fun(X) -> fun() -> X end end}],
    [shape(Name, Wrap) || {Name, Wrap} <- Shapes].

shape(Name, Wrap) ->
    A = nest(Wrap, ?DEPTH, 1),
    B = nest(Wrap, ?DEPTH, 1),
    C = nest(Wrap, ?DEPTH, 1.0),
    D = nest(Wrap, ?DEPTH, 2),
    io:format("~p ~p~n", [Name, {A == B, A =:= B, A == C, A =:= C, A < D, D < A, A =< B, A =:= D}]),
    T = ets:new(t, []),
    ets:insert(T, {k, A}),
    Self = self(),
    spawn(fun() -> Self ! {same, A =:= B} end),
    Same = receive {same, S} -> S end,
    put(kept, A),
    io:format("~p~n", [{erlang:phash2(A) =:= erlang:phash2(B), ets:lookup(T, k) =:= [{k, B}], Same,
                        get(kept) =:= B, maps:find(B, #{A => found}), lists:member(B, [D, A])}]),
    Name =:= closure orelse io:format("~p~n", [binary_to_term(term_to_binary(A)) =:= B]).

nest(_, 0, X) -> X;
nest(Wrap, N, X) -> nest(Wrap, N - 1, Wrap(X)).
