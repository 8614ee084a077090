-module(pat_tuple_arity).
-export([main/0]).

main() ->
    Ts = [{}, {a}, {a, 1}, {b, 2}, {a, 1, 2}, {c, 1, 2}, {1, 2, 3, 4}, {point, 1, 2, 3, 4}, [a], a, {{x}, y}, {ok, {error, r}}, {error, {ok, v}}],
    io:format("~p~n", [[shape(T) || T <- Ts]]),
    io:format("~p~n", [[tag(T) || T <- Ts]]),
    io:format("~p~n", [[eval(E) || E <- [{add, {num, 1}, {num, 2}}, {mul, {add, {num, 2}, {num, 3}}, {neg, {num, 4}}}, {'if', {num, 0}, {num, 1}, {num, 2}}, {num, 7}, {bad}]]]).

shape({}) -> empty;
shape({_}) -> single;
shape({_, _}) -> pair;
shape({_, _, _}) -> triple;
shape({A, _, _, D}) -> {quad, A, D};
shape(T) when is_tuple(T) -> {big, tuple_size(T)};
shape(_) -> no_tuple.

tag({a, X}) -> {a1, X};
tag({a, X, Y}) -> {a2, X, Y};
tag({b, X}) -> {b1, X};
tag({{X}, Y}) -> {nested, X, Y};
tag({ok, {error, R}}) -> {ok_error, R};
tag({error, {ok, V}}) -> {error_ok, V};
tag({T, _, _}) -> {third, T};
tag(_) -> none.

eval({num, N}) -> N;
eval({neg, E}) -> -eval(E);
eval({add, A, B}) -> eval(A) + eval(B);
eval({mul, A, B}) -> eval(A) * eval(B);
eval({'if', C, T, E}) -> case eval(C) of 0 -> eval(E); _ -> eval(T) end;
eval(Other) -> {cannot, Other}.
