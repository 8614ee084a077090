-module(proc_priorities).
-export([main/0]).

main() ->
    Self = self(),
    process_flag(priority, max),
    [spawn_opt(fun() -> Self ! {P, N} end, [{priority, P}]) || P <- [low, normal, high], N <- [1, 2]],
    process_flag(priority, low),
    Got = [receive M -> M end || _ <- lists:seq(1, 6)],
    io:format("~p~n", [lists:sort(Got)]),
    io:format("~p~n", [[X || {high, X} <- Got]]),
    process_flag(priority, normal),
    P = spawn_opt(fun() -> spin(Self, 0) end, [{priority, low}]),
    receive spinning -> io:format("low priority process runs~n") end,
    exit(P, kill),
    io:format("~p~n", [process_info(self(), priority)]).

spin(To, 1000) -> To ! spinning, spin(To, 1001);
spin(To, N) -> spin(To, N + 1).
