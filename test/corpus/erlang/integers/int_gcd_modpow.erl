-module(int_gcd_modpow).
-export([main/0]).

main() ->
    io:format("~p~n", [[gcd(A, B) || {A, B} <- [{12, 18}, {17, 5}, {0, 9}, {1 bsl 100, 1 bsl 60 * 3}, {123456789012345678901234567890, 987654321098765432109876543210}]]]),
    io:format("~p~n", [modpow(3, 1 bsl 200 + 7, 1000000007)]),
    io:format("~p~n", [modpow(12345678901234567890, 65537, (1 bsl 127) - 1)]),
    io:format("~p~n", [[P || P <- lists:seq(2, 100), P =:= 2 orelse modpow(2, P - 1, P) =:= 1]]).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

modpow(_, 0, M) -> 1 rem M;
modpow(B, E, M) when E band 1 =:= 1 -> B * modpow(B, E - 1, M) rem M;
modpow(B, E, M) -> modpow(B * B rem M, E bsr 1, M).
