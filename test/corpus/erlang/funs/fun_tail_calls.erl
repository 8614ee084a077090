%% Calls of funs and applies at the end of a function keep the stack as it is.
-module(fun_tail_calls).
-export([main/0, down/2]).

main() ->
    Self = fun(_, 0) -> depth(); (F, N) -> F(F, N - 1) end,
    io:format("~p~n", [{Self(Self, 10), Self(Self, 100000)} =:= {depth_in_fun(Self), depth_in_fun(Self)}]),
    io:format("~p~n", [?MODULE:down(down, 10) =:= ?MODULE:down(down, 100000)]),
    Even = fun(_, _, 0) -> even; (E, O, N) -> O(E, O, N - 1) end,
    Odd = fun(_, _, 0) -> odd; (E, O, N) -> E(E, O, N - 1) end,
    io:format("~p~n", [Even(Even, Odd, 300001)]),
    io:format("~p~n", [bounce(fun(N, K) -> K(N - 1) end, 200000)]),
    io:format("~p~n", [catch down_bad(not_a_fun)]).

depth_in_fun(F) -> F(F, 1).

depth() -> element(2, process_info(self(), stack_size)).

down(_, 0) -> depth();
down(F, N) ->
    M = id(?MODULE),
    M:F(F, N - 1).

bounce(_, 0) -> done;
bounce(F, N) -> F(N, fun(M) -> bounce(F, M) end).

down_bad(F) ->
    try F(1) catch error:R -> {caught, R} end.

id(X) -> X.
