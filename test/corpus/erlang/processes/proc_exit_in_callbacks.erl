%% Linked trees: supervisors by hand, restart counting.
-module(proc_exit_in_callbacks).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    io:format("~p~n", [supervise(fun worker/1, 3, [])]).

supervise(F, 0, Log) -> _ = F, lists:reverse([gave_up | Log]);
supervise(F, N, Log) ->
    P = spawn_link(fun() -> F(N) end),
    receive {'EXIT', P, Reason} -> supervise(F, N - 1, [simple(Reason) | Log]) end.

worker(3) -> error(first_crash);
worker(2) -> exit({shutdown, planned});
worker(1) -> spawn_link(fun() -> exit(from_grandchild) end), receive never -> ok end.

simple({R, [{_, _, _, _} | _]}) -> {crash, R};
simple(R) -> R.
