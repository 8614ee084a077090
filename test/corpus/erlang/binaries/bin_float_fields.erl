%% Floats of 16, 32 and 64 bits: rounding, subnormals, overflow, integers as values, what is no float.
-module(bin_float_fields).
-export([main/0, id/1]).

main() ->
    lists:foreach(fun write/1, values()),
    lists:foreach(fun read/1, patterns()),
    lists:foreach(fun(Size) -> io:format("~w: ~w~n", [Size, sized(Size)]) end, [0, 1, 15, 16, 17, 32, 64, 65, -1, x]),
    Failing = [
        fun() -> <<(?MODULE:id(1.0)):(?MODULE:id(0))/float>> end,
        fun() -> <<(?MODULE:id(1.0)):(?MODULE:id(17))/float>> end,
        fun() -> <<(?MODULE:id(a)):32/float>> end,
        fun() -> <<(?MODULE:id(1 bsl 2000)):64/float>> end,
        fun() -> <<(?MODULE:id(1 bsl 2000)):32/float>> end,
        fun() -> <<(?MODULE:id(1 bsl 2000)):16/float>> end,
        fun() -> <<1, (?MODULE:id(1.0)):(?MODULE:id(7))/float-unit:8>> end
    ],
    lists:foreach(fun(F) -> io:format("~w~n", [try F() catch C:R -> {C, R} end]) end, Failing).

write(V) ->
    Fields = [{<<V:S/float>>, <<1:3, V:S/float-little>>} || S <- [16, 32, 64]],
    io:format("~w: ~w~n", [V, Fields]).

read(N) ->
    Found = [
        case <<N:64>> of <<A/float>> -> A; _ -> no end,
        case <<N:64/little>> of <<B/float-little>> -> B; _ -> no end,
        case <<1:1, N:64>> of <<_:1, C/float>> -> C; _ -> no end,
        case <<N:32>> of <<D:32/float>> -> D; _ -> no end,
        case <<1:3, N:32/little>> of <<_:3, E:32/float-little>> -> E; _ -> no end,
        case <<N:16>> of <<F:16/float>> -> F; _ -> no end,
        case <<N:16/little, 1:1>> of <<G:16/float-little, _:1>> -> G; _ -> no end
    ],
    io:format("~.16b: ~w~n", [N, Found]).

sized(Size) ->
    case <<16#3ff0000000000000:64>> of
        <<A:Size/float, Rest/bits>> -> {A, bit_size(Rest)};
        _ -> no
    end.

id(X) -> X.

values() ->
    [
        0.0, -0.0, 1.0, -1.5, 3.141592653589793, 1.0e308, -1.0e308, 1.0e-308, 5.0e-324,
        65504.0, 65519.99, 65520.0, 70000.0, 6.103515625e-5, 6.097555160522461e-5, 5.960464477539063e-8,
        2.98e-8, 2.9802322387695316e-8, 1.0e-8, 1.0009765625, 1.00048828125, 1.0004882812500002, 1.00146484375,
        3.4028235677973366e38, 3.4028234663852886e38,
        0, 1, -7, 2048, 2049, 2051, 1 bsl 53, (1 bsl 53) + 1, 1 bsl 64, 1 bsl 100, -(1 bsl 100)
    ].

patterns() ->
    [
        0, 1, 16#7ff0000000000000, 16#fff0000000000000, 16#7ff8000000000000, 16#bf80000000000000,
        16#7f800000, 16#ff800000, 16#7fc00000, 16#3f800000, 16#40490fdb,
        16#7c00, 16#fc00, 16#7c01, 16#7bff, 16#03ff, 16#0400, 16#8001, 16#3c00
    ].
