%% Every way a construction can fail.
-module(bin_segments_size_errors).
-export([main/0]).

main() ->
    Tests = [
        fun() -> <<(id(a))>> end,
        fun() -> <<(id(1)):(id(-1))>> end,
        fun() -> <<(id(1)):(id(x))>> end,
        fun() -> <<(id(<<1, 2>>)):3/binary>> end,
        fun() -> <<(id(<<1, 2>>)):(id(-1))/binary>> end,
        fun() -> <<(id(<<1:3>>))/binary>> end,
        fun() -> <<(id(5))/binary>> end,
        fun() -> <<(id("list"))/binary>> end,
        fun() -> <<(id(1.5)):8>> end,
        fun() -> <<(id(x))/bits>> end,
        fun() -> <<1, (id(<<1>>)):(id(9))/bitstring>> end,
        fun() -> <<(id(<<1, 2, 3>>)):2/binary>> end,
        fun() -> <<(id(<<1, 2, 3>>)):(id(12))/bits>> end
    ],
    [io:format("~w~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].

id(X) -> X.
