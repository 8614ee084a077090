%% Updating many fields of a wide record at once, again and again.
-module(record_updates).
-export([main/0]).

-record(state, {a = 0, b = 0, c = [], d = #{}, e, f, g, h, i, j = done}).

main() ->
    S = lists:foldl(fun step/2, #state{}, lists:seq(1, 1000)),
    io:format("~p ~p ~p ~p~n", [S#state.a, S#state.b, length(S#state.c), maps:size(S#state.d)]),
    io:format("~p~n", [lists:sublist(tuple_to_list(S), 6, 6)]).

step(N, S = #state{a = A}) when N rem 3 =:= 0 ->
    S#state{a = A + N, c = [N | S#state.c]};
step(N, S) when N rem 3 =:= 1 ->
    S#state{b = S#state.b + 1, d = maps:put(N rem 50, N, S#state.d), e = N};
step(N, S = #state{c = C, d = D}) ->
    S#state{c = tl_or_empty(C), d = D, f = N, g = N * 2, h = {N}, i = [N]}.

tl_or_empty([]) -> [];
tl_or_empty([_ | T]) -> T.
