%% corpus: flavours=no_ssa_opt,no_type_opt,no_line_info,unoptimised,oldest
-module(fun_info_equality).
-export([main/0]).

main() ->
    Make = fun(X) -> fun(Y) -> X + Y end end,
    A = Make(1),
    B = Make(1),
    C = Make(2),
    io:format("~p~n", [{A =:= B, A =:= C, A == B, A =:= A}]),
    io:format("~p~n", [A < C]),
    io:format("~p~n", [erlang:fun_info(A, arity)]),
    io:format("~p~n", [erlang:fun_info(A, module)]),
    io:format("~p~n", [erlang:fun_info(A, type)]),
    io:format("~p~n", [erlang:fun_info(C, env)]),
    io:format("~p~n", [[is_function(F) || F <- [A, fun lists:map/2, x, {a, b}]]]),
    io:format("~p~n", [[is_function(A, N) || N <- [0, 1, 2]]]),
    io:format("~p~n", [try is_function(A, id(-1)) catch K:R -> {K, R} end]),
    io:format("~p~n", [lists:sort([A, 1, x, "s", {}, #{}]) =:= [1, x, A, {}, #{}, "s"]]),
    io:format("~p~n", [maps:get(B, #{A => found})]),
    io:format("~p~n", [erlang:fun_to_list(fun lists:map/2)]),
    io:format("~p~n", [erlang:phash2(A) =:= erlang:phash2(B)]).

id(X) -> X.
