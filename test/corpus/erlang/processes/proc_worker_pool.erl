-module(proc_worker_pool).
-export([main/0]).

main() ->
    Self = self(),
    Jobs = lists:seq(1, 50),
    Queue = spawn(fun() -> queue(Jobs) end),
    Workers = [spawn_monitor(fun() -> worker(Queue, Self) end) || _ <- lists:seq(1, 8)],
    Results = lists:sort([receive {result, J, R} -> {J, R} end || _ <- Jobs]),
    io:format("~w~n", [Results]),
    [receive {'DOWN', Ref, process, P, Reason} -> Reason = normal end || {P, Ref} <- Workers],
    io:format("~p~n", [length(Workers)]).

queue([]) -> receive {next, W} -> W ! none, queue([]) end;
queue([J | Js]) -> receive {next, W} -> W ! {job, J}, queue(Js) end.

worker(Queue, To) ->
    Queue ! {next, self()},
    receive
        {job, J} -> To ! {result, J, fib(J rem 15)}, worker(Queue, To);
        none -> ok
    end.

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
