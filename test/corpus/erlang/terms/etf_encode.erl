%% The bytes of the external term format, deterministically.
-module(etf_encode).
-export([main/0]).

main() ->
    Terms = [0, 255, 256, -1, 1 bsl 31, (1 bsl 31) - 1, -(1 bsl 31), 1 bsl 32, -(1 bsl 63), 1 bsl 64, 1 bsl 2039, 1 bsl 2040, 1.5, -0.1, a, '', 'é', [], [1], "abc", [1, 256], [a | b], {}, {1, 2}, <<>>, <<"bin">>, <<5:3>>, #{}, #{1 => 2}, fun lists:map/2, true, [[]], "ÿ", [300]],
    [io:format("~w: ~w~n", [short(T), term_to_binary(T)]) || T <- Terms],
    io:format("~w~n", [byte_size(term_to_binary(lists:duplicate(65535, $a)))]),
    io:format("~w~n", [binary:part(term_to_binary(lists:duplicate(65536, $a)), 0, 10)]),
    io:format("~w~n", [binary:part(term_to_binary(list_to_tuple(lists:seq(1, 300))), 0, 10)]),
    io:format("~w~n", [term_to_binary(list_to_atom(lists:duplicate(100, $é)))]).

short(T) when is_integer(T), T > 1 bsl 100 -> big;
short(T) -> T.
