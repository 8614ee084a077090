%% corpus: exit=1
%% Errors of small functions that calculate: what is raised and where from, in tail position and not, in try and in catch, in
%% loops and folds, behind what went well before.
-module(exc_in_line).
-export([main/0]).

main() ->
    Values = [5, -5, 0, 1 bsl 70, 1.5, a, [], {1, 2}, 1.0e300],
    Functions =
        [{plain, fun plain/1}, {last, fun last/1}, {clauses, fun clauses/1}, {cases, fun cases/1}, {ifs, fun ifs/1},
         {matches, fun matches/1}, {thrown, fun thrown/1}, {raised, fun raised/1}, {zero, fun zero/1}, {nested, fun nested/1},
         {nested_last, fun nested_last/1}, {floats, fun floats/1}, {looped, fun looped/1}, {folded, fun folded/1},
         {free, fun free/1}, {tried, fun tried/1}, {caught, fun caught/1}, {tried_again, fun tried_again/1},
         {cleaned, fun cleaned/1}, {tuples, fun tuples/1}, {mapped, fun mapped/1}],
    [io:format("~w ~w: ~w~n", [Name, X, outcome(F, X)]) || {Name, F} <- Functions, X <- Values],
    uncaught(7).

outcome(F, X) ->
    try {ok, F(X)} catch Class:Reason:Stack -> {Class, Reason, places(Stack)} end.

places(Stack) ->
    [{F, A, proplists:get_value(line, Info)} || {M, F, A, Info} <- Stack, M =:= ?MODULE, F =/= outcome, F =/= main].

plain(X) -> {done, sum(X, 1)}.

last(X) -> sum(X, 1).

sum(X, Y) -> (X * 3 + Y) band 16#FFFFFFFFFFFFFFFF.

clauses(X) -> [clause(X + 1) | X].

clause(X) when is_integer(X), X > 0 -> X * 2 + 1;
clause(X) when is_float(X), X < 1.0e10 -> X * 2.0.

cases(X) ->
    Y = 2 * case_(X),
    {Y, Y bsr 1}.

case_(X) ->
    case X * 2 + 1 of
        Y when Y > 3 -> Y * Y - X;
        -9 -> X + 1
    end.

ifs(X) -> {if_(X) + if_(X)}.

if_(X) -> if X * 7 > 20 -> X * X + 1; X == 0 -> X + 1 end.

matches(X) -> {match(X), X}.

match(X) ->
    true = X + X > 0,
    X * X + X - 1.

thrown(X) -> {throwing(X), 1}.

throwing(X) when X * 2 + 1 > 0 -> X * X * X + 1;
throwing(X) -> throw({negative, X + 1}).

raised(X) -> {raising(X), 1}.

raising(X) when X * 2 + 1 > 0 -> X * X * X + 1;
raising(X) -> error({negative, X + 1}).

zero(X) -> {quotient(100, X), remainder(X * 5, X)}.

quotient(X, Y) -> (X + 1) div Y + 1.

remainder(X, Y) -> (X + 1) rem Y + 1.

nested(X) -> {outer(X)}.

outer(X) -> inner(X + 1) * 2 + inner(X - 1).

inner(X) -> (X bxor 5) * 3 + 1.

nested_last(X) ->
    Y = outer_last(X),
    {Y, Y}.

outer_last(X) -> inner(X * 3 + 1).

floats(X) -> {scaled(X, 1.0e10), scaled(X, 0.5)}.

scaled(X, By) -> X * By * 1.0e290 / 3.0 + X.

looped(X) -> loop(4, X, 0).

loop(0, X, Acc) -> {X, Acc};
loop(N, X, Acc) -> loop(N - 1, quotient(X, N - 2), Acc + X).

folded(X) -> lists:foldl(fun sum/2, 0, [1, 2, X, 3]).

free(X) -> lists:foldl(fun(Y, Acc) -> (Acc * X + Y) rem (X - 5) end, 1, [1, 2, 3]).

tried(X) ->
    A = inner(2),
    try {A, inner(X), clause(X)}
    catch
        error:badarith -> {badarith, A, sum(A, A)};
        error:function_clause -> {function_clause, A}
    end.

caught(X) ->
    A = (catch sum(X, 2)),
    B = (catch clause(A)),
    {case A of {'EXIT', {R, S}} -> {R, places(S)}; _ -> A end, case B of {'EXIT', {Q, _}} -> Q; _ -> B end}.

tried_again(X) ->
    try sum(X, 1) of Y -> {Y, sum(X, quotient(Y, X - 5))}
    catch Class:Reason -> {Class, Reason, sum(1, 2)}
    end.

cleaned(X) ->
    put(cleaned, no),
    try inner(X) + quotient(X, X)
    after put(cleaned, sum(1, 1))
    end.

tuples(X) -> {pair(X), pair({X, 1})}.

pair({A, B}) -> A * 3 + B * 2 + 1;
pair(A) -> A * 3 + 1 - element(1, {A}) * 2.

mapped(X) -> {entry(#{k => X}) + 1, entry(X)}.

entry(#{k := X}) -> X * 2 + 1 + X * X;
entry(X) -> X * 3 + 1 - X.

%% The stack of an error that nobody catches.
uncaught(X) -> [sum(X, 1), clause(X - 8)].
