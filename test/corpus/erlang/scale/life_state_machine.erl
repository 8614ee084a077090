-module(life_state_machine).
-export([main/0]).

main() ->
    Glider = sets:from_list([{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}]),
    After = lists:foldl(fun(_, S) -> step(S) end, Glider, lists:seq(1, 40)),
    io:format("~p~n", [lists:sort(sets:to_list(After))]),
    io:format("~p~n", [machine(tokens(lists:duplicate(500, "ab12 (x) ")), start, {0, 0, 0})]).

step(Cells) ->
    Counts = lists:foldl(fun(C, Acc) -> maps:update_with(C, fun(N) -> N + 1 end, 1, Acc) end, #{}, [{X + Dx, Y + Dy} || {X, Y} <- sets:to_list(Cells), Dx <- [-1, 0, 1], Dy <- [-1, 0, 1], {Dx, Dy} =/= {0, 0}]),
    sets:from_list([C || {C, N} <- maps:to_list(Counts), N =:= 3 orelse (N =:= 2 andalso sets:is_element(C, Cells))]).

tokens(L) -> lists:append(L).

machine([], _, Acc) -> Acc;
machine([C | Cs], start, A) when C >= $a, C =< $z -> machine(Cs, word, A);
machine([C | Cs], start, A) when C >= $0, C =< $9 -> machine(Cs, number, A);
machine([_ | Cs], start, {W, N, O}) -> machine(Cs, start, {W, N, O + 1});
machine([C | Cs], word, A) when C >= $a, C =< $z -> machine(Cs, word, A);
machine(Cs, word, {W, N, O}) -> machine(Cs, start, {W + 1, N, O});
machine([C | Cs], number, A) when C >= $0, C =< $9 -> machine(Cs, number, A);
machine(Cs, number, {W, N, O}) -> machine(Cs, start, {W, N + 1, O}).
