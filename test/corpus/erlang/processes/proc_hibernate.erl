-module(proc_hibernate).
-export([main/0, wake/2]).

main() ->
    Self = self(),
    P = spawn(fun() -> put(kept, yes), Self ! asleep, erlang:hibernate(?MODULE, wake, [Self, [1, 2, 3]]) end),
    receive asleep -> ok end,
    receive after 10 -> ok end,
    io:format("~p~n", [process_info(P, status)]),
    P ! {hello, 5},
    receive {woken, M, L, D} -> io:format("~p~n", [{M, L, D}]) end,
    P2 = proc_lib:spawn(fun() -> proc_lib:hibernate(?MODULE, wake, [Self, proc_lib]) end),
    P2 ! {hello, x},
    receive {woken, M2, L2, _} -> io:format("~p~n", [{M2, L2}]) end.

wake(To, L) -> receive {hello, M} -> To ! {woken, M, L, get(kept)} end.
