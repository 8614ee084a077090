%% The report of a crashing server, on standard error through a handler of ours.
-module(gen_server_crash_report).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

-behaviour(gen_server).

main() ->
    ok = logger:remove_handler(default),
    ok = logger:add_handler(mine, logger_std_h, #{config => #{type => standard_error}, formatter => {logger_formatter, #{template => [level, " ", msg, "\n"]}}}),
    process_flag(trap_exit, true),
    {ok, P} = gen_server:start({local, crasher}, ?MODULE, {state, 1}, []),
    R = monitor(process, P),
    gen_server:cast(P, {crash, [1, 2]}),
    receive {'DOWN', R, process, P, {Why, _}} -> io:format("~p~n", [Why]) end,
    receive after 30 -> ok end,
    logger_std_h:filesync(mine).

init(S) -> {ok, S}.

handle_call(_, _, S) -> {reply, ok, S}.

handle_cast({crash, L}, {state, N}) -> {noreply, {state, N + lists:sum([x | L])}}.
