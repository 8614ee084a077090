-module(fun_closures).
-export([main/0]).

main() ->
    Add = fun(A) -> fun(B) -> A + B end end,
    io:format("~p~n", [(Add(3))(4)]),
    Adders = [Add(N) || N <- lists:seq(1, 5)],
    io:format("~p~n", [[F(10) || F <- Adders]]),
    Compose = fun(F, G) -> fun(X) -> F(G(X)) end end,
    Inc = fun(X) -> X + 1 end,
    Many = lists:foldl(Compose, fun(X) -> X end, lists:duplicate(100, Inc)),
    io:format("~p~n", [Many(0)]),
    Fact = fun Self(0) -> 1; Self(N) -> N * Self(N - 1) end,
    io:format("~p~n", [Fact(20)]),
    {X, Y, Z} = {1, [2], #{k => 3}},
    Captures = fun(W) -> {X, Y, Z, W} end,
    io:format("~p~n", [Captures(4)]),
    Counter = fun Count(N, Max) when N >= Max -> [N]; Count(N, Max) -> [N | Count(N + 1, Max)] end,
    io:format("~p~n", [Counter(1, 5)]),
    Shadow = fun(X1) -> (fun(X1_) -> X1_ * 2 end)(X1 + 1) end,
    io:format("~p~n", [Shadow(5)]),
    Y_combinator = fun(F) -> (fun(G) -> G(G) end)(fun(G) -> F(fun(V) -> (G(G))(V) end) end) end,
    io:format("~p~n", [(Y_combinator(fun(Rec) -> fun(0) -> 0; (N) -> N + Rec(N - 1) end end))(100)]).
