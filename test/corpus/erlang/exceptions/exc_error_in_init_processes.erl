%% Uncaught exceptions of many processes do not disturb the rest.
-module(exc_error_in_init_processes).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    Refs = [begin {_, R} = spawn_monitor(fun() -> work(N) end), {N, R} end || N <- lists:seq(1, 12)],
    [receive {'DOWN', R, _, _, Why} -> io:format("~p ~p~n", [N, simple(Why)]) end || {N, R} <- Refs].

work(N) when N rem 4 =:= 0 -> error({four, N});
work(N) when N rem 4 =:= 1 -> throw({one, N});
work(N) when N rem 4 =:= 2 -> exit({two, N});
work(N) -> N.

simple({{nocatch, V}, [_ | _]}) -> {nocatch, V};
simple({R, [_ | _]}) -> {error, R};
simple(R) -> R.
