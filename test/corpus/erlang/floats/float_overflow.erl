-module(float_overflow).
-export([main/0]).

main() ->
    Big = id(1.0e308),
    Tests = [fun() -> Big * 10 end, fun() -> Big + Big end, fun() -> -Big - Big end, fun() -> Big / 1.0e-10 end, fun() -> Big * 1.0e-320 end, fun() -> 1.0 / id(0) end, fun() -> 1 / id(0.0) end, fun() -> 0.0 / id(0.0) end, fun() -> id(1 bsl 1024) * 1.0 end, fun() -> id(1 bsl 1023) / 3 end, fun() -> (1 bsl 1030) / (1 bsl 1029) end],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].

id(X) -> X.
