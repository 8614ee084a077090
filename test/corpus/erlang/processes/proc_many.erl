%% Twenty thousand processes wait, then all answer.
-module(proc_many).
-export([main/0]).

main() ->
    Self = self(),
    Pids = spawn_all(20000, Self, []),
    [P ! {add, 1} || P <- Pids],
    io:format("~p~n", [collect(20000, 0)]).

spawn_all(0, _, Acc) -> Acc;
spawn_all(N, To, Acc) -> spawn_all(N - 1, To, [spawn(fun() -> receive {add, X} -> To ! {sum, N rem 7 + X} end end) | Acc]).

collect(0, Sum) -> Sum;
collect(N, Sum) -> receive {sum, X} -> collect(N - 1, Sum + X) end.
