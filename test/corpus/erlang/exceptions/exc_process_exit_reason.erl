%% How each class of exception in a process arrives at its monitor.
-module(exc_process_exit_reason).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    Tests = [fun() -> ok end, fun() -> exit(normal) end, fun() -> exit(custom) end, fun() -> throw(ball) end, fun() -> error(oops) end, fun() -> exit(self(), kill), timer:sleep(infinity) end, fun() -> exit({shutdown, x}) end, fun() -> 1 / list_to_integer("0") end, fun() -> exit(kill) end],
    [io:format("~p~n", [reason(F)]) || F <- Tests].

reason(F) ->
    {Pid, Ref} = spawn_monitor(F),
    receive {'DOWN', Ref, process, Pid, Reason} -> simple(Reason) end.

simple({Reason, [{_, _, _, _} | _]}) -> {Reason, stacktrace};
simple(Reason) -> Reason.
