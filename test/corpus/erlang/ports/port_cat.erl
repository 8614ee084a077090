%% corpus: flavours=no_ssa_opt
-module(port_cat).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    stream([]),
    stream([binary]),
    [packets(N, Opts) || N <- [1, 2, 4], Opts <- [[], [binary]]],
    too_long(),
    {Port, closed} = closing(open_port({spawn, "cat 2>/dev/null"}, [binary]), []),
    io:format("~p~n", [is_port(Port)]).

stream(Opts) ->
    Port = open_port({spawn, "cat"}, Opts),
    io:format("~p~n", [port_command(Port, "hello, ")]),
    io:format("~p~n", [port_command(Port, [<<"wor">>, $l, ["d", <<0, 255>>]], [])]),
    io:format("~p~n", [port_command(Port, "!", [nosuspend])]),
    Port ! {self(), {command, [[], <<"\n">>]}},
    io:format("~p~n", [collect(Port, 16, <<>>)]),
    io:format("~p~n", [port_close(Port)]),
    receive {'EXIT', Port, Reason} -> io:format("~p~n", [Reason]) end,
    io:format("~p~n", [catch_error(fun() -> port_command(Port, "more") end)]).

collect(_, Size, Bytes) when byte_size(Bytes) >= Size -> Bytes;
collect(Port, Size, Bytes) ->
    receive
        {Port, {data, Data}} when is_list(Data) ->
            collect(Port, Size, <<Bytes/binary, (list_to_binary(Data))/binary>>);
        {Port, {data, Data}} -> collect(Port, Size, <<Bytes/binary, Data/binary>>)
    end.

packets(N, Opts) ->
    Port = open_port({spawn, "cat"}, [{packet, N} | Opts]),
    Sizes = [0, 1, 2, 200, 255] ++ [S || S <- [256, 4000, 65535, 65536, 200000], S < 1 bsl (8 * N)],
    [port_command(Port, binary:copy(<<(S rem 251)>>, S)) || S <- Sizes],
    io:format("~p ~p~n", [N, [packet(Port, S) || S <- Sizes]]),
    port_close(Port),
    receive {'EXIT', Port, normal} -> ok end.

packet(Port, Size) ->
    receive
        {Port, {data, Data}} ->
            Bytes = iolist_to_binary(Data),
            Bytes =:= binary:copy(<<(Size rem 251)>>, Size) andalso {is_list(Data), byte_size(Bytes)}
    end.

too_long() ->
    [begin
         Port = open_port({spawn, "cat 2>/dev/null"}, [{packet, N}]),
         io:format("~p~n", [port_command(Port, binary:copy(<<0>>, 1 bsl (8 * N)))]),
         receive {'EXIT', Port, Reason} -> io:format("~p~n", [Reason]) end
     end || N <- [1, 2]].

closing(Port, Seen) ->
    Port ! {self(), {command, "last"}},
    Port ! {self(), close},
    closed(Port, Seen).

closed(Port, Seen) ->
    receive
        {Port, {data, _}} -> closed(Port, Seen);
        {'EXIT', Port, Reason} -> closed(Port, [Reason | Seen]);
        {Port, closed} ->
            io:format("~p~n", [Seen]),
            {Port, closed}
    end.

catch_error(F) ->
    try F() catch C:R -> {C, R} end.
