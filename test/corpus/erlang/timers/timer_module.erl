-module(timer_module).
-export([main/0]).

main() ->
    io:format("~p~n", [timer:sleep(5)]),
    {ok, _} = timer:send_after(5, hello),
    receive hello -> io:format("hello~n") end,
    {ok, T} = timer:send_interval(3, tick),
    io:format("~p~n", [[receive tick -> tick end || _ <- [1, 2, 3]]]),
    {ok, cancel} = timer:cancel(T),
    Self = self(),
    {ok, _} = timer:apply_after(2, erlang, send, [Self, applied]),
    receive applied -> io:format("applied~n") end,
    {ok, _} = timer:exit_after(5, spawn_monitored(Self), timed_out),
    receive {down, R} -> io:format("~p~n", [R]) end,
    {Time, Value} = timer:tc(fun() -> lists:sum(lists:seq(1, 100)) end),
    io:format("~p ~p~n", [is_integer(Time), Value]),
    io:format("~p~n", [{timer:seconds(2), timer:minutes(1), timer:hours(1), timer:hms(1, 2, 3)}]),
    io:format("~p~n", [timer:now_diff({1, 2, 3}, {1, 1, 0})]).

spawn_monitored(To) ->
    P = spawn(fun() -> receive never -> ok end end),
    spawn(fun() -> R = monitor(process, P), receive {'DOWN', R, _, _, Why} -> To ! {down, Why} end end),
    P.
