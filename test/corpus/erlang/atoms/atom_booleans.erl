-module(atom_booleans).
-export([main/0]).

main() ->
    Bs = [true, false],
    io:format("~p~n", [[{A and B, A or B, A xor B, A andalso B, A orelse B} || A <- Bs, B <- Bs]]),
    io:format("~p~n", [[not B || B <- Bs]]),
    io:format("~p~n", [[is_boolean(X) || X <- [true, false, maybe_not, 1, "true"]]]),
    Tests = [fun() -> id(a) and true end, fun() -> not id(1) end, fun() -> id(x) andalso true end, fun() -> id(x) orelse true end, fun() -> false orelse id(x) end, fun() -> true andalso id(17) end, fun() -> true xor id(0) end, fun() -> X = id(x), if X -> 1; true -> 2 end end],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].

id(X) -> X.
