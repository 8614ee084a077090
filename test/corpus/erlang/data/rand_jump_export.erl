-module(rand_jump_export).
-export([main/0]).

main() ->
    S = rand:seed_s(exrop, {4, 5, 6}),
    J = rand:jump(S),
    io:format("~p~n", [element(1, rand:uniform_s(1000000, J))]),
    E = rand:export_seed_s(S),
    io:format("~p~n", [E]),
    io:format("~p~n", [element(1, rand:uniform_s(rand:seed_s(E))) =:= element(1, rand:uniform_s(S))]),
    _ = rand:seed(exsss, {10, 20, 30}),
    io:format("~p~n", [lists:sort(fun(_, _) -> rand:uniform() < 0.5 end, lists:seq(1, 10))]),
    io:format("~p~n", [rand:export_seed()]),
    io:format("~p~n", [try rand:uniform(0) catch C:R -> {C, R} end]),
    io:format("~p~n", [lists:sum([rand:uniform(10) || _ <- lists:seq(1, 10000)])]).
