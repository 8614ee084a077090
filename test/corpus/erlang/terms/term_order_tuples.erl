%% Tuples that are made only to be compared: in guards, as values, in funs for sorting, of numbers that a loop carries, of many sizes.
-module(term_order_tuples).
-export([main/0]).

main() ->
    Terms = [1, 2, 1.0, -0.0, 0.0, 0, a, b, [], [1], [1.0], {1, 2}, {1.0, 2}, <<"a">>, <<"b">>, <<1:3>>, 1 bsl 70, 1 bsl 40, 1.0e30,
             #{a => 1}, "xyz", fun erlang:abs/1, -5, 134217728, 1073741823, -1073741824, -1073741825],
    [io:format("~p ~p: ~w~n", [A, B, lists:sum([code(A, B, C, D) || C <- Terms, D <- Terms])]) || A <- Terms, B <- Terms],
    io:format("~p~n", [[{A, B} || A <- Terms, B <- Terms, one(A, B) =/= (A < B)]]),
    io:format("~p~n", [by_count([{K, K * K rem 11} || K <- lists:seq(1, 60)])]),
    io:format("~p~n", [by_count([{<<K>>, K rem 3} || K <- lists:seq(1, 40)])]),
    io:format("~p~n", [[many(A, B) || A <- [1, 1.0, x], B <- [1, 2, <<>>]]]),
    io:format("~p~n", [closest(lists:seq(1, 50), 17, {1000, 0})]),
    io:format("~p~n", [counted(0, 1 bsl 58, 0)]),
    io:format("~p~n", [[other_sizes(A, B) || A <- [1, 2], B <- [1, 2]]]).

%% 4 where less, 1 where more, 2 where equal, and what =< and >= say as values.
code(A, B, C, D) ->
    AsValues = case {{A, B} =< {C, D}, {A, B} >= {C, D}} of
                   {true, true} -> 2;
                   {true, false} -> 4;
                   {false, true} -> 1
               end,
    InGuards = if {A, B} < {C, D} -> 4; {A, B} > {C, D} -> 1; true -> 2 end,
    AsValues * 8 + InGuards.

one(A, B) when {A} < {B} -> true;
one(_, _) -> false.

by_count(Pairs) ->
    lists:sort(fun({KeyA, A}, {KeyB, B}) -> {B, KeyA} =< {A, KeyB} end, Pairs).

many(A, B) ->
    {{A, A, B} < {A, B, A},
     {a, A, b, B, c} < {a, A, b, A, c},
     {1, 2, 3, 4, 5, 6, 7, A} < {1, 2, 3, 4, 5, 6, 7, B},
     {1, 2, 3, 4, 5, 6, 7, 8, A, x} =< {1, 2, 3, 4, 5, 6, 7, 8, B, y},
     {{A, B}, A} > {{B, A}, B},
     {} < {}, {} =< {}}.

closest([], _, Best) -> Best;
closest([N | Rest], To, {Distance, Found}) ->
    case {abs(N - To), N} < {Distance, Found} of
        true -> closest(Rest, To, {abs(N - To), N});
        false -> closest(Rest, To, {Distance, Found})
    end.

%% Numbers beyond what is small, and a float beside them.
counted(N, _, Less) when N >= 100 -> Less;
counted(N, Wide, Less) when {Wide + N, N} < {Wide + 50, N + 0.5} -> counted(N + 1, Wide, Less + 1);
counted(N, Wide, Less) -> counted(N + 1, Wide, Less).

other_sizes(A, B) ->
    {{A, B} < {A, B, A}, {A, B, A} < {A, B}, {A} < A, A < {B}, {A, B} < [A | B]}.
