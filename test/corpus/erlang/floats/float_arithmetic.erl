-module(float_arithmetic).
-export([main/0]).

main() ->
    Values = [0.0, 1.0, -2.5, 3, 1.0e200, 1.0e-200, 1 bsl 70],
    [io:format("~p ~p: ~p ~p ~p ~p~n", [A, B, op('+', A, B), op('-', A, B), op('*', A, B), op('/', A, B)]) || A <- Values, B <- Values].

op(Op, A, B) ->
    try erlang:Op(A, B) catch error:Reason -> Reason end.
