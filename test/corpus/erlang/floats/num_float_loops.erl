%% Loops that carry floats, expressions on what may be floats or integers, and where they overflow.
-module(num_float_loops).
-export([main/0, mixed/2, poly/3, halve/2, dot/2, norm/1, overflow/2, step/4, sum/2, newton/3, whole/1]).

%% Certainly a float in each round.
newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, 0.5 * (X + A / X), N - 1).

%% A float in the first branch only, where no test stands directly before.
mixed(X, N) ->
    B = is_float(X),
    case N of
        0 -> {done, X};
        _ ->
            case B of
                true -> mixed(X * 2.0 - 0.5, N - 1);
                false -> {not_a_float, X}
            end
    end.

%% Starts with whatever it is given.
halve(X, 0) -> X;
halve(X, N) -> halve(X / 2, N - 1).

sum([], Acc) -> Acc;
sum([X | Xs], Acc) -> sum(Xs, Acc + X * 0.5).

%% Integers and floats through the same expressions.
poly(A, B, X) -> (A * X + B) * X - (X - 1.0 * A) * (B - X).

dot({A, B, C}, {D, E, F}) -> A * D + B * E + C * F + 0.0.

norm({A, B, C} = V) ->
    L = math:sqrt(dot(V, V)),
    {A / L, B / L, C / L}.

step(P, V, Dt, N) when N > 0 -> step(P + V * Dt, V - P * Dt * 0.25, Dt, N - 1);
step(P, V, _, 0) -> {P, V}.

%% Two products, one too large.
overflow(X, Y) ->
    try X * X * X - Y * 1.0e300 of
        R -> {ok, R}
    catch
        error:E:S -> [{M, F, _, _} | _] = S, {E, M, F}
    end.

whole(X) -> {catch trunc(X), catch round(X), catch floor(X), catch ceil(X), catch abs(X), catch float(X)}.

reason({'EXIT', {R, [{M, F, A, _} | _]}}) when is_list(A) -> {R, M, F, A};
reason({'EXIT', {R, [{M, F, A, _} | _]}}) -> {R, M, F, A};
reason(X) -> X.

main() ->
    io:format("~w~n", [newton(2.0, 1.0, 20)]),
    io:format("~w~n", [[mixed(X, N) || X <- [1.5, 3, a, 0.0], N <- [0, 1, 5]]]),
    io:format("~w~n", [[halve(X, 3) || X <- [1, 1.0, 123456789012345678901234567890, -7]]]),
    io:format("~w~n", [[sum(L, A) || L <- [[], [1, 2, 3], [1.5, 2, 1 bsl 70]], A <- [0, 0.0]]]),
    Values = [0, 1, -3, 2.5, 1 bsl 62, 1 bsl 80, 1.0e10],
    io:format("~w~n", [[poly(A, B, X) || A <- Values, B <- Values, X <- Values]]),
    io:format("~w~n", [[reason(catch poly(A, 1.0, 2.0)) || A <- [a, "x", {1}, 1.0e308, <<1>>]]]),
    io:format("~w~n", [[dot({1, 2, 3}, {4, 5, 6}), dot({1.0, 2, 3.5}, {1, 2.0, 3}), dot({1 bsl 65, 1, 1}, {2, 2, 2})]]),
    io:format("~w~n", [[norm({1, 2, 2}), norm({3.0, 0.0, 4.0}), reason(catch norm({0, 0, 0})), reason(catch norm({x, 0, 0}))]]),
    io:format("~w~n", [[step(P, V, Dt, 50) || P <- [0, 1.0], V <- [1, 0.5], Dt <- [0.1, 0]]]),
    io:format("~w~n", [[overflow(X, Y) || X <- [1, 1.0e103, 1.0e110, -2.0], Y <- [0, 1.0, 1.0e20, atom]]]),
    io:format("~w~n", [[reason(catch step(X, 1.0e300, 1.0e10, 3)) || X <- [0.0, 1, b]]]),
    Wholes = [0, -1, 1.5, -1.5, 2.5, -2.5, 0.5, -0.5, 0.49999999999999994, -0.0, 4503599627370497.5, 9.2e18, -9.3e18, 1.0e300,
              9007199254740993.0, 1 bsl 64, -(1 bsl 64)],
    io:format("~w~n", [[whole(X) || X <- Wholes]]),
    io:format("~w~n", [[case whole(X) of T -> [reason(R) || R <- tuple_to_list(T)] end || X <- [a, <<>>]]]),
    io:format("~w~n", [[math:sqrt(X) || X <- [0, 0.0, 2, 2.0, 1.0e300, 1 bsl 200, -0.0]]]),
    io:format("~w~n", [[reason(catch math:sqrt(X)) || X <- [-1, -1.0, a, []]]]).
