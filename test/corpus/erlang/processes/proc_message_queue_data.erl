%% Large terms shared between processes keep their value, whoever dies first.
-module(proc_message_queue_data).
-export([main/0]).

main() ->
    Self = self(),
    Tree = lists:foldl(fun(N, T) -> {N, T, T} end, leaf, lists:seq(1, 15)),
    Bin = binary:copy(<<"payload">>, 1000),
    <<_:100/binary, Part:50/binary, _/binary>> = Bin,
    Workers = [spawn_opt(fun() -> relay(Self) end, [{message_queue_data, off_heap}]) || _ <- lists:seq(1, 10)],
    [W ! {N, Tree, Part, #{n => N, f => fun(X) -> X + N end}} || {N, W} <- lists:enumerate(Workers)],
    Got = [receive {N, T, P, #{f := F}} -> {N, size_of(T), P =:= Part, F(100)} end || _ <- Workers],
    io:format("~p~n", [lists:sort(Got)]).

relay(To) -> receive M -> To ! M end.

size_of(leaf) -> 1;
size_of({_, A, B}) -> 1 + size_of(A) + size_of(B).
