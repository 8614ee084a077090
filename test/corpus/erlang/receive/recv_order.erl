%% Messages from one process arrive in order; nothing is lost between two.
-module(recv_order).
-export([main/0]).

main() ->
    Self = self(),
    Pids = [spawn(fun() -> [Self ! {P, N} || N <- lists:seq(1, 200)] end) || P <- lists:seq(1, 5)],
    io:format("~p~n", [length(Pids)]),
    io:format("~p~n", [[collect(P, 200) =:= lists:seq(1, 200) || P <- lists:seq(1, 5)]]),
    io:format("~p~n", [receive X -> X after 0 -> empty end]).

collect(_, 0) -> [];
collect(P, N) -> receive {P, V} -> [V | collect(P, N - 1)] end.
