-module(int_from_text).
-export([main/0]).

main() ->
    Texts = ["0", "-0", "+5", "-17", "007", "123456789012345678901234567890", "-999999999999999999999", "", "-", "+", "1.5", " 1", "1 ", "abc", "--1", "1_000"],
    [io:format("~p: ~p ~p~n", [T, list(T), binary(T)]) || T <- Texts],
    [io:format("~p ~p: ~p ~p~n", [T, B, list(T, B), binary(T, B)]) || T <- ["ff", "FF", "-zz", "1010", "12", "g", "7fffffffffffffffffff"], B <- [2, 8, 16, 36]],
    io:format("~p~n", [[string:to_integer(S) || S <- ["12abc", "abc", "", "-5 6", "+7", <<"33x">>, "12", "0x10"]]]),
    io:format("~p~n", [try list_to_integer("12", 40) catch C:R -> {C, R} end]).

list(T) -> try list_to_integer(T) catch C:R -> {C, R} end.
list(T, B) -> try list_to_integer(T, B) catch C:R -> {C, R} end.
binary(T) -> try binary_to_integer(list_to_binary(T)) catch C:R -> {C, R} end.
binary(T, B) -> try binary_to_integer(list_to_binary(T), B) catch C:R -> {C, R} end.
