-module(ets_heir_give_away).
-export([main/0]).

main() ->
    Self = self(),
    spawn(fun() -> T = ets:new(inherited, [{heir, Self, heir_data}]), ets:insert(T, {a, 1}) end),
    receive {'ETS-TRANSFER', T1, _, Data} -> io:format("~p ~p~n", [Data, ets:tab2list(T1)]) end,
    P = spawn(fun() -> receive {'ETS-TRANSFER', T, From, gift} -> From ! {got, ets:lookup(T, x), ets:info(T, owner) =:= self()}, receive stop -> ok end end end),
    T2 = ets:new(given, []),
    ets:insert(T2, {x, 2}),
    io:format("~p~n", [ets:give_away(T2, P, gift)]),
    receive {got, L, Own} -> io:format("~p ~p~n", [L, Own]) end,
    io:format("~p~n", [try ets:insert(T2, {y, 3}) catch C:R -> {C, R} end]),
    T3 = ets:new(t3, []),
    io:format("~p~n", [try ets:give_away(T3, self(), x) catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [ets:setopts(T3, {heir, P, data})]),
    io:format("~p~n", [ets:setopts(T3, {heir, none})]),
    P ! stop.
