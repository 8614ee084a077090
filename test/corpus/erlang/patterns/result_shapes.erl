-module(result_shapes).
-export([main/0]).

% Results that are tuples of several sizes or something else: compilers ask for a tuple first, then for its size.
main() ->
    [io:format("~p~n", [collect(L)]) || L <- [[], [1, 2], [1, stop, 2], [1, {more, 3}, 2], [a, b, c]]],
    [io:format("~p~n", [arity(T)]) || T <- [{}, {1}, {1, 2}, {1, 2, 3}, [1, 2], 12, atom, <<1, 2>>, #{}]],
    [io:format("~p~n", [pair(T)]) || T <- [{1, 2}, {1}, [1 | 2], 7]],
    [io:format("~p~n", [try strict(T) catch error:R -> R end]) || T <- [{1, 2}, {1, 2, 3}, [1, 2]]].

collect([stop | T]) -> {error, [], T};
collect([{more, N} | T]) -> {incomplete, [], T, N};
collect([H | T]) ->
    case collect(T) of
        {error, Done, Rest} -> {error, [H | Done], Rest};
        {incomplete, Done, Rest, N} -> {incomplete, [H | Done], Rest, N};
        Done when is_list(Done) -> [H | Done]
    end;
collect([]) -> [].

arity({}) -> none;
arity({A}) -> {one, A};
arity({A, B}) -> {two, A, B};
arity([_ | _]) -> list;
arity(N) when is_integer(N) -> N;
arity(A) when is_atom(A) -> A;
arity(Other) -> {other, Other}.

pair({A, B}) -> A + B;
pair([A | B]) -> A - B;
pair(Other) -> Other.

strict(T) ->
    case T of
        {A, B} -> A + B;
        {A, B, C} -> A + B + C
    end.
