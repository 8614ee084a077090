-module(bin_comprehensions).
-export([main/0]).

main() ->
    io:format("~w~n", [<< <<(X * 2):16>> || X <- [1, 2, 300] >>]),
    io:format("~w~n", [<< <<X:3>> || X <- lists:seq(0, 7) >>]),
    io:format("~w~n", [[X || <<X:3>> <= <<255, 0, 129>>]]),
    io:format("~w~n", [[{A, B} || <<A:4, B:12/little>> <= <<1, 2, 3, 4, 5>>]]),
    io:format("~w~n", [<< <<B, A>> || <<A, B>> <= <<1, 2, 3, 4, 5>> >>]),
    io:format("~w~n", [[X || <<1:1, X:7>> <= <<129, 2, 131>>]]),
    io:format("~w~n", [[X || <<Len, X:Len/binary>> <= <<2, "ab", 0, 3, "cde", 9>>]]),
    io:format("~w~n", [<< <<X:(Y)>> || X <- [1, 2], Y <- [4, 8] >>]),
    io:format("~w~n", [<< <<C/utf8>> || C <- "aé→" >>]),
    io:format("~s~n", [<< <<(hex(N))>> || <<N:4>> <= <<16#CAFE01:24>> >>]),
    io:format("~w~n", [<< <<X>> || <<X>> <= <<1, 2, 3, 4>>, X rem 2 =:= 0 >>]),
    io:format("~p~n", [try << <<X>> || <<X>> <= id(nope) >> catch C:R -> {C, R} end]),
    io:format("~p~n", [try << <<X>> || X <- [1, a] >> catch C1:R1 -> {C1, R1} end]).

hex(N) when N < 10 -> $0 + N;
hex(N) -> $a + N - 10.

id(X) -> X.
