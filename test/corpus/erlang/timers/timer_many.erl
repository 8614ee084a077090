-module(timer_many).
-export([main/0]).

main() ->
    Self = self(),
    [erlang:send_after(N rem 20, Self, {t, N}) || N <- lists:seq(1, 5000)],
    Got = [receive {t, N} -> N end || _ <- lists:seq(1, 5000)],
    io:format("~p~n", [lists:sum(Got)]),
    Timers = [erlang:start_timer(60000, Self, N) || N <- lists:seq(1, 5000)],
    io:format("~p~n", [lists:all(fun(T) -> is_integer(erlang:cancel_timer(T)) end, Timers)]),
    io:format("~p~n", [receive X -> X after 5 -> none end]),
    Ordered = [erlang:send_after(D, Self, {d, D}) || D <- [500, 100, 400, 200, 300]],
    io:format("~p~n", [[receive {d, D} -> D end || _ <- Ordered]]).
