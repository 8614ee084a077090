-module(guard_types).
-export([main/0]).

main() ->
    Terms = [1, 1.5, a, "s", [], {}, {a}, <<>>, <<1:1>>, #{}, self(), make_ref(), fun() -> ok end, true, 1 bsl 70, [a | b]],
    Tests = [fun is_atom/1, fun is_binary/1, fun is_bitstring/1, fun is_boolean/1, fun is_float/1, fun is_function/1, fun is_integer/1, fun is_list/1, fun is_map/1, fun is_number/1, fun is_pid/1, fun is_port/1, fun is_reference/1, fun is_tuple/1],
    [io:format("~w~n", [[Test(T) || T <- Terms]]) || Test <- Tests],
    io:format("~w~n", [[kind(T) || T <- Terms]]).

kind(X) when is_boolean(X) -> boolean;
kind(X) when is_atom(X) -> atom;
kind(X) when is_integer(X), X > 1 bsl 60 -> big;
kind(X) when is_integer(X) -> small;
kind(X) when is_float(X) -> float;
kind([]) -> nil;
kind([_ | T]) when is_list(T) -> list;
kind(X) when is_list(X) -> improper;
kind(X) when is_tuple(X), tuple_size(X) =:= 0 -> unit;
kind(X) when is_tuple(X) -> tuple;
kind(X) when is_binary(X) -> binary;
kind(X) when is_bitstring(X) -> bits;
kind(X) when is_map(X), map_size(X) =:= 0 -> empty_map;
kind(X) when is_pid(X) -> pid;
kind(X) when is_reference(X) -> reference;
kind(X) when is_function(X, 0) -> fun0;
kind(_) -> unknown.
