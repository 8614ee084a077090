%% Records: defaults, update, nested, is_record, element positions, printing.
-module(record_basics).
-export([main/0]).

-record(point, {x = 0, y = 0}).
-record(shape, {name, points = [] :: list(), center = #point{}}).

main() ->
    P = #point{x = 3},
    io:format("~p ~p ~p~n", [P, P#point.x, P#point.y]),
    S = #shape{name = "tri", points = [P, P#point{y = 9}]},
    io:format("~p~n", [S]),
    io:format("~p~n", [S#shape.center#point.y]),
    S2 = S#shape{center = (S#shape.center)#point{x = 7}},
    io:format("~p~n", [S2]),
    io:format("~p ~p~n", [#shape.name, #shape.center]),
    io:format("~p~n", [record_info(fields, shape)]),
    io:format("~p~n", [record_info(size, shape)]),
    io:format("~p~n", [[is_record(X, point) || X <- [P, S, {point, 1, 2}, {point, 1}, x]]]),
    io:format("~p~n", [is_record({point, 1}, point, 2)]),
    #shape{points = [#point{x = X} | _]} = S,
    io:format("~p~n", [X]),
    io:format("~p~n", [[classify(R) || R <- [P, #point{x = 0, y = 5}, S, other]]]),
    io:format("~p~n", [try (id(S))#point.x catch C:R -> {C, R} end]),
    io:format("~p~n", [try (id(foo))#point{x = 1} catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [#point{_ = all}]).

classify(#point{x = 0}) -> on_axis;
classify(#point{x = X, y = Y}) when X > Y -> right;
classify(#shape{}) -> shape;
classify(_) -> unknown.

id(X) -> X.
