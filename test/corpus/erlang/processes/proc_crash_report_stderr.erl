%% The report of a crashing process, written by a logger handler of our own to standard error.
-module(proc_crash_report_stderr).
-export([main/0]).

main() ->
    ok = logger:remove_handler(default),
    ok = logger:add_handler(mine, logger_std_h, #{config => #{type => standard_error}, formatter => {logger_formatter, #{template => [level, ": ", msg, "\n"], single_line => true}}}),
    {P, R} = spawn_monitor(fun() -> error(crashed) end),
    receive {'DOWN', R, process, P, {Why, _}} -> io:format("~p~n", [Why]) end,
    receive after 30 -> ok end,
    logger:error("plain ~p", [message]),
    logger:warning(#{what => happened, count => 3}),
    logger:debug("not shown"),
    ok = logger_std_h:filesync(mine).
