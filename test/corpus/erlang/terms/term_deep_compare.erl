%% Comparing and hashing terms a hundred thousand levels deep does not overflow anything.
-module(term_deep_compare).
-export([main/0]).

main() ->
    A = nest(100000, x),
    B = nest(100000, x),
    C = nest(100000, y),
    io:format("~p~n", [{A =:= B, A == C, A < C, C > A}]),
    L1 = nest_list(100000, 1),
    L2 = nest_list(100000, 1.0),
    io:format("~p~n", [{L1 == L2, L1 =:= L2}]),
    io:format("~p~n", [erlang:phash2(A) =:= erlang:phash2(B)]),
    io:format("~p~n", [binary_to_term(term_to_binary(A)) =:= A]),
    io:format("~p~n", [erts_debug:flat_size(nest(10, x))]).

nest(0, X) -> X;
nest(N, X) -> nest(N - 1, {X, N}).

nest_list(0, X) -> X;
nest_list(N, X) -> nest_list(N - 1, [X]).
