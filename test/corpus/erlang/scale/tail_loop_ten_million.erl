-module(tail_loop_ten_million).
-export([main/0]).

main() ->
    io:format("~p~n", [loop(10000000, 0)]).

loop(0, Acc) -> Acc;
loop(N, Acc) -> loop(N - 1, Acc bxor N).
