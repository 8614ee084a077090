-module(supervisor_errors).
-export([main/0, init/1, fail/0]).

-behaviour(supervisor).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [io:format("~p~n", [simple(supervisor:start_link(?MODULE, A))]) || A <- [ignore, bad, bad_flags, failing_child, {child, #{id => x}}]],
    io:format("~p~n", [supervisor:check_childspecs([#{id => a, start => {m, f, []}}])]),
    io:format("~p~n", [supervisor:check_childspecs([#{id => a, start => wrong}])]),
    io:format("~p~n", [supervisor:check_childspecs([#{id => a, start => {m, f, []}, restart => sometimes}])]).

simple({error, {shutdown, {failed_to_start_child, Id, Reason}}}) -> {failed, Id, Reason};
simple({error, R}) -> {error, R};
simple(R) -> R.

init(ignore) -> ignore;
init(bad) -> bad;
init(bad_flags) -> {ok, {#{strategy => nope}, []}};
init(failing_child) -> {ok, {#{}, [#{id => f, start => {?MODULE, fail, []}}]}};
init({child, C}) -> {ok, {#{}, [C]}}.

fail() -> {error, cannot_start}.
