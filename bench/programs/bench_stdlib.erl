%% OTP's own library at work: sorting, dictionaries, gb_trees, queues, sets and formatting.
-module(bench_stdlib).
-export([run/1]).

run(N) ->
    Numbers = random(N, 99, []),
    Sorted = lists:usort(Numbers),
    Tree = lists:foldl(fun(K, T) -> gb_trees:enter(K, K * 2, T) end, gb_trees:empty(), Numbers),
    Dict = lists:foldl(fun(K, D) -> dict:update_counter(K rem 257, 1, D) end, dict:new(), Numbers),
    Queue = rotate(N, queue:from_list(lists:sublist(Sorted, 50))),
    Odd = sets:filter(fun(K) -> K rem 2 =:= 1 end, sets:from_list(Numbers, [{version, 2}])),
    Text = [io_lib:format("~5w|~.2f~n", [K, K / 3]) || K <- lists:sublist(Sorted, 200)],
    {length(Sorted), gb_trees:size(Tree), gb_trees:smallest(Tree), dict:size(Dict),
     queue:head(Queue), sets:size(Odd), erlang:crc32(Text)}.

random(0, _, Acc) ->
    Acc;
random(N, Seed, Acc) ->
    Next = (Seed * 16807) rem 2147483647,
    random(N - 1, Next, [Next rem 100000 | Acc]).

rotate(0, Queue) ->
    Queue;
rotate(N, Queue) ->
    {{value, X}, Rest} = queue:out(Queue),
    rotate(N - 1, queue:in(X, Rest)).
