-module(ets_select_continue).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{N, N rem 3} || N <- lists:seq(1, 50)]),
    Spec = [{{'$1', 0}, [], ['$1']}],
    io:format("~p~n", [ets:select(T, Spec)]),
    io:format("~w~n", [pages(ets:select(T, Spec, 4))]),
    io:format("~w~n", [pages_reverse(ets:select_reverse(T, Spec, 5))]),
    io:format("~p~n", [ets:select_count(T, [{{'_', 1}, [], [true]}])]),
    io:format("~p~n", [ets:select_count(T, [{{'_', 1}, [], [not_true]}])]),
    io:format("~p~n", [ets:select_delete(T, [{{'$1', '_'}, [{'>', '$1', 40}], [true]}])]),
    io:format("~p~n", [ets:info(T, size)]),
    io:format("~p~n", [ets:select_replace(T, [{{'$1', 2}, [], [{{'$1', two}}]}])]),
    io:format("~w~n", [ets:tab2list(T)]),
    S = ets:new(s, [set]),
    ets:insert(S, [{N, x} || N <- lists:seq(1, 1000)]),
    io:format("~p~n", [lists:sort(lists:append(pages(ets:select(S, [{{'$1', '_'}, [], ['$1']}], 37)))) =:= lists:seq(1, 1000)]),
    io:format("~p~n", [ets:select(S, [{{nope, '_'}, [], ['$_']}], 3)]),
    io:format("~p~n", [ets:select_delete(S, [{{'$1', '_'}, [{'=:=', {'rem', '$1', 2}, 0}], [true]}])]),
    io:format("~p~n", [ets:info(S, size)]),
    io:format("~p~n", [try ets:select_replace(S, [{{'$1', '_'}, [], [{{other, y}}]}]) catch C:R -> {C, R} end]).

pages('$end_of_table') -> [];
pages({L, C}) -> [L | pages(ets:select(C))].

pages_reverse('$end_of_table') -> [];
pages_reverse({L, C}) -> [L | pages_reverse(ets:select_reverse(C))].
