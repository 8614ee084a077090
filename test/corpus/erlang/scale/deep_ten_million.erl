%% corpus: slow
%% Body recursion ten million frames deep.
-module(deep_ten_million).
-export([main/0]).

main() ->
    io:format("~p~n", [count(10000000)]),
    io:format("~p~n", [length(build(10000000))]).

count(0) -> 0;
count(N) -> 1 + count(N - 1).

build(0) -> [];
build(N) -> [N | build(N - 1)].
