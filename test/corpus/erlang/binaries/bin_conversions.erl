-module(bin_conversions).
-export([main/0]).

main() ->
    io:format("~p~n", [list_to_binary([1, "ab", [<<"c">>, [[$d]]]])]),
    io:format("~p~n", [iolist_to_binary(["x", <<"y">> | <<"z">>])]),
    io:format("~p~n", [iolist_size([1, "abc", [<<"de">>]])]),
    io:format("~p~n", [binary_to_list(<<"abc">>, 2, 3)]),
    io:format("~p~n", [bitstring_to_list(<<1, 2, 3:3>>)]),
    io:format("~p~n", [list_to_bitstring([1, <<2:4>>, 3, <<1:4>>])]),
    io:format("~p ~p ~p~n", [bit_size(<<1:9>>), byte_size(<<1:9>>), size(<<1:9>>)]),
    io:format("~p~n", [[{is_binary(B), is_bitstring(B)} || B <- [<<>>, <<1:1>>, <<1>>, "a"]]]),
    Tests = [fun() -> list_to_binary([256]) end, fun() -> list_to_binary([a]) end, fun() -> list_to_binary(<<1>>) end, fun() -> list_to_binary([1 | 2]) end, fun() -> iolist_size([-1]) end, fun() -> binary_to_list(<<1:3>>) end, fun() -> binary_to_list(<<"abc">>, 0, 2) end, fun() -> split_binary(<<1>>, 2) end, fun() -> byte_size(id(a)) end, fun() -> bit_size(id([])) end, fun() -> iolist_to_binary([<<1:1>>]) end],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Tests].

id(X) -> X.
