%% Busy processes do not starve anyone.
-module(proc_fairness).
-export([main/0]).

main() ->
    Self = self(),
    Busy = [spawn(fun() -> busy(0) end) || _ <- lists:seq(1, 5)],
    P = spawn(fun() -> pingpong(Self) end),
    io:format("~p~n", [rounds(P, 20, 0)]),
    receive after 5 -> io:format("timer fired~n") end,
    [exit(B, kill) || B <- Busy],
    io:format("~p~n", [[receive after 0 -> ok end, done]]).

busy(N) -> busy(N + 1).

pingpong(To) -> receive ping -> To ! pong, pingpong(To) end.

rounds(_, 0, Acc) -> Acc;
rounds(P, N, Acc) -> P ! ping, receive pong -> rounds(P, N - 1, Acc + 1) end.
