-module(bin_iolist_nested).
-export([main/0]).

main() ->
    Io = nest(2000),
    io:format("~p~n", [iolist_size(Io)]),
    io:format("~p~n", [erlang:crc32(iolist_to_binary(Io))]),
    io:format("~p~n", [erlang:crc32(Io)]),
    io:format("~p~n", [iolist_to_binary(erlang:iolist_to_iovec(["a", [<<"b">>, "c"]]))]),
    io:format("~s~n", [["nested ", [["io"] | <<"list">>], $!]]),
    io:format("~p~n", [lists:flatten(["a", [$b, ["c"]], []])]),
    io:format("~p~n", [unicode:characters_to_binary(["é", <<"ü"/utf8>>, [$ß]])]).

nest(0) -> [];
nest(N) -> [N band 127, nest(N - 1) | <<"tail">>].
