%% ETS: inserts, lookups, counters, a match specification and an ordered walk.
-module(bench_ets).
-export([run/1]).

run(N) ->
    Set = ets:new(set, [set, private]),
    Ordered = ets:new(ordered, [ordered_set, private]),
    fill(N, Set, Ordered, 17),
    Hits = lookups(N, Set, 0),
    counters(N, Set),
    Selected = ets:select(Set, [{{'$1', '$2', '_'}, [{'<', '$2', 100}], ['$1']}]),
    Sum = walk(ets:first(Ordered), Ordered, 0),
    Size = ets:info(Set, size),
    ets:delete(Set),
    ets:delete(Ordered),
    {Size, Hits, length(Selected), Sum}.

fill(0, _, _, _) ->
    ok;
fill(N, Set, Ordered, Seed) ->
    Next = (Seed * 1103 + 12345) rem 65521,
    ets:insert(Set, {{key, N}, Next rem 1000, <<"payload">>}),
    ets:insert(Ordered, {Next, N}),
    fill(N - 1, Set, Ordered, Next).

lookups(0, _, Hits) ->
    Hits;
lookups(N, Set, Hits) ->
    case ets:lookup(Set, {key, N * 2}) of
        [{_, _, _}] -> lookups(N - 1, Set, Hits + 1);
        [] -> lookups(N - 1, Set, Hits)
    end.

counters(0, _) ->
    ok;
counters(N, Set) ->
    ets:update_counter(Set, {counter, N band 15}, 1, {{counter, N band 15}, 1000000, none}),
    counters(N - 1, Set).

walk('$end_of_table', _, Sum) -> Sum;
walk(Key, Table, Sum) -> walk(ets:next(Table, Key), Table, (Sum * 31 + Key) band 16#ffffff).
