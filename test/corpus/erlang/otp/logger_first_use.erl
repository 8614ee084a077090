%% The first log event of a program: nothing of the program runs on without it, and nothing comes twice.
-module(logger_first_use).
-export([main/0]).

main() ->
    Self = self(),
    io:format("begin~n"),
    Workers = [spawn_link(fun() -> worker(Self, I) end) || I <- lists:seq(1, 4)],
    [receive {logged, Worker} -> ok end || Worker <- Workers],
    timer:sleep(200),
    io:format("all have logged~n"),
    spawn(fun() -> error(crash) end),
    timer:sleep(100),
    error_logger:info_msg("not shown~n"),
    error_logger:warning_msg("a warning ~p~n", [1]),
    timer:sleep(100),
    io:format("end~n").

worker(Parent, I) ->
    logger:error("worker ~p", [I]),
    Parent ! {logged, self()}.
