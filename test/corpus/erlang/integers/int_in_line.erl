%% Small functions that calculate, and what is calculated with their results: numbers of 64 bits with and without signs, in
%% loops, in branches, behind other functions, on arguments of all sizes.
-module(int_in_line).
-export([main/0]).

-define(MASK, 16#FFFFFFFFFFFFFFFF).

main() ->
    [io:format("~w: ~w~n", [S, draws(20, S, 0)]) || S <- seeds()],
    [io:format("~w: ~w~n", [S, hashes(S)]) || S <- seeds()],
    [io:format("~w: ~w~n", [S, reason(fun() -> branches(S) end)]) || S <- seeds() ++ [1.5, a]],
    io:format("~w~n", [[reason(fun() -> clamp(X, Y) end) || X <- seeds(), Y <- [0, 1 bsl 63, 2.5]]]),
    io:format("~w~n", [[reason(fun() -> orders(X, Y) end) || X <- seeds(), Y <- seeds()]]),
    io:format("~w~n", [walk(30, 1, 1 bsl 63)]),
    io:format("~w~n", [walk(30, -1, 12345)]),
    io:format("~w~n", [[steps(N, 1) || N <- [0, 1, 10, 62, 63, 64, 65, 200]]]),
    io:format("~w~n", [[reason(fun() -> tree(5, S) end) || S <- seeds() ++ [b]]]).

reason(F) ->
    try F() catch error:Reason -> {error, Reason} end.

seeds() ->
    [0, 1, -1, 1 bsl 30, -(1 bsl 30) - 1, 1 bsl 62, (1 bsl 63) - 1, 1 bsl 63, -(1 bsl 63), (1 bsl 64) - 1, 1 bsl 64,
     -(1 bsl 64), 16#9E3779B97F4A7C15, 1 bsl 127, -(1 bsl 128), 1 bsl 300].

%% A generator whose state stays a number, and what is drawn from it.
draws(0, Seed, Sum) -> {Seed, Sum};
draws(N, Seed, Sum) ->
    Seed1 = next(Seed),
    Draw = mix(Seed1),
    case Draw rem 3 of
        0 -> draws(N - 1, Seed1, Sum + Draw rem 1000);
        1 -> draws(N - 1, Draw, Sum);
        2 -> draws(N - 1, Seed1, Draw)
    end.

next(Seed) -> (Seed * 6364136223846793005 + 1442695040888963407) band ?MASK.

mix(X0) ->
    X1 = ((X0 bxor (X0 bsr 30)) * 16#BF58476D1CE4E5B9) band ?MASK,
    X2 = ((X1 bxor (X1 bsr 27)) * 16#94D049BB133111EB) band ?MASK,
    X2 bxor (X2 bsr 31).

%% Folds whose body is done in line, with what the fun has in it and without.
hashes(S) ->
    List = [S, 1, S bsr 3, -7, S * S],
    {lists:foldl(fun hash/2, 16#CBF29CE484222325, List),
     lists:foldl(fun(X, Acc) -> next(Acc bxor X) + S end, S, List),
     lists:foldl(fun(X, Acc) -> Acc + (X band 255) end, 0, List),
     lists:foldl(fun(X, Acc) -> [next(X) | Acc] end, [], List),
     lists:map(fun(X) -> mix(X) bsr 60 end, List),
     lists:filter(fun(X) -> low(X) > 1000 end, List)}.

hash(X, Acc) -> ((Acc bxor X) * 16#100000001B3) band ?MASK.

low(X) -> X band 16#FFFFFFFF.

%% What differs by the way is joined.
branches(X) ->
    A = if X > 100 -> next(X); X < -100 -> mix(X); true -> 5 end,
    B = pick(X),
    C = sign(X),
    {A bxor B, A bsr 1, C * 3, A + C, B rem 7, A div 3, A > B, A =:= B, {A, B}}.

pick(X) when X band 1 =:= 0 -> X band ?MASK;
pick(X) when X > 0 -> X bsr 1 band 16#FFFF;
pick(_) -> 0.

sign(X) ->
    case X of
        0 -> 0;
        X when X > 0 -> 1;
        _ -> -1
    end.

clamp(X, Y) -> {clamped(X, 0, Y), clamped(X * 2, -5, Y)}.

clamped(X, Low, High) -> min(max(X, Low), High) + 0.

orders(X, Y) ->
    {A, B} = {word(X), word(Y)},
    [A < B, A >= B, A == B, A =/= B, A < 5, A > -5, -1 < B, B =:= 0, A - B, A + B, A * B].

word(X) -> X band ?MASK.

%% Numbers with signs that outgrow their words on the way.
walk(0, A, B) -> {A, B};
walk(N, A, B) -> walk(N - 1, double(A) + N, half(B)).

double(X) -> X * 4 + X.

half(X) -> (X - 1) div 2.

%% A function that calls itself behind one that is done in line.
steps(0, X) -> X;
steps(N, X) ->
    Y = double(X),
    Z = steps(N - 1, Y band 16#FFFFFFFFFFFF),
    word(Z + Y).

tree(0, X) -> word(X);
tree(N, X) -> (tree(N - 1, next(X)) + tree(N - 1, mix(X))) band ?MASK.
