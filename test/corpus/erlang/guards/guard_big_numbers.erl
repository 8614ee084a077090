%% Built-ins for numbers in guards and in bodies, with integers and floats beyond 64 bits and with what is no number.
-module(guard_big_numbers).
-export([main/0]).

guards(X) ->
    [if abs(X) >= 0 -> abs; true -> no end,
     if float(X) < 0.0 -> below; float(X) >= 0.0 -> above; true -> no end,
     if trunc(X) > 0 -> positive; trunc(X) =< 0 -> not_positive; true -> no end,
     if round(X) =:= trunc(X) -> same; round(X) > trunc(X) -> up; round(X) < trunc(X) -> down; true -> no end,
     if floor(X) < ceil(X) -> between; floor(X) =:= ceil(X) -> whole; true -> no end].

bodies(X) -> [t(fun() -> F(X) end) || F <- [fun abs/1, fun float/1, fun trunc/1, fun round/1, fun floor/1, fun ceil/1]].

t(F) ->
    try F() catch C:R -> {C, R} end.

main() ->
    Numbers = [0, -1, 1 bsl 29, -(1 bsl 30), 1 bsl 62, -(1 bsl 63), 1 bsl 63, 1 bsl 64, -(1 bsl 90), 1 bsl 200, -(1 bsl 200), 1 bsl 1100,
               0.0, -0.5, 2.5, 9.3e18, -9.3e18, 1.8446744073709552e19, 1.0e25, -1.0e300, 4.5e15],
    [io:format("~w ~w~n", [guards(X), bodies(X)]) || X <- Numbers ++ [a, <<>>, [], self]].
