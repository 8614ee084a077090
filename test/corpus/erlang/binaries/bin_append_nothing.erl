%% Appending nothing, and twice to the same binary; constructing a large binary uses up reductions.
-module(bin_append_nothing).
-export([main/0]).

main() ->
    Literal = <<"123">>,
    Writable = <<(id(<<>>))/binary, 0, 1, 2, 3>>,
    io:format("~p~n", [[append(B, <<>>) || B <- [Literal, Writable]]]),
    io:format("~p~n", [{append(Writable, <<4>>), append(Writable, <<5>>), Writable}]),
    Million = <<0:(1024 * 1024)/unit:8>>,
    io:format("~p~n", [[reductions(F) >= N
                        || {N, F} <- [{1024, fun() -> <<0:8, Million/binary>> end},
                                      {2048, fun() -> <<0:8, Million/binary, Million/binary>> end},
                                      {512, fun() -> <<0:8, Million:(512 * 1024)/binary>> end}]]]),
    ok.

append(A, B) -> <<A/binary, B/binary>>.

id(X) -> X.

reductions(F) ->
    {reductions, Before} = process_info(self(), reductions),
    _ = F(),
    {reductions, After} = process_info(self(), reductions),
    After - Before.
