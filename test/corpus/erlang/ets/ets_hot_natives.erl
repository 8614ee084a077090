%% Tables of each kind used in loops that are compiled: the same operations through names, by others, while fixed, and where they fail.
%% corpus: otp>=27
-module(ets_hot_natives).
-export([main/0]).

main() ->
    [kind(Type) || Type <- [set, ordered_set, bag, duplicate_bag]],
    counters(),
    elements(),
    fixed(),
    access(),
    gone(),
    numbers().

loop(N, F) -> loop(N, F, 0).

loop(0, _, Sum) -> Sum;
loop(N, F, Sum) -> loop(N - 1, F, erlang:phash2({Sum, F(N)})).

kind(Type) ->
    T = ets:new(hot, [Type, named_table, {keypos, 2}]),
    hot = T,
    Inserted = loop(3000, fun(N) -> ets:insert(hot, {N, {k, N rem 700}, <<N:16>>}) end),
    Lists = loop(300, fun(N) -> ets:insert(hot, [{N, {k, N + I}} || I <- [1, 900, 1]]) end),
    Found = loop(2000, fun(N) -> length(ets:lookup(hot, {k, N})) + case ets:member(hot, {k, N}) of true -> 1; false -> 0 end end),
    New = loop(1000, fun(N) -> ets:insert_new(hot, {a, {k, N}}) end),
    Taken = loop(500, fun(N) -> lists:sort(ets:take(hot, {k, N * 3})) end),
    Deleted = loop(200, fun(N) -> ets:delete(hot, {k, N * 7}) end),
    io:format("~p ~p~n", [Type, {Inserted, Lists, Found, New, Taken, Deleted, ets:info(hot, size)}]),
    Walked = walk(ets:first(hot), fun(K) -> ets:next(hot, K) end, []),
    Back = walk(ets:last(hot), fun(K) -> ets:prev(hot, K) end, []),
    io:format("~p walked ~p ~p ~p~n", [Type, length(Walked), lists:sort(Walked) =:= lists:sort(Back),
                                     erlang:phash2(lists:sort(Walked))]),
    io:format("~p ~p~n", [Type, erlang:phash2(lists:sort(ets:tab2list(hot)))]),
    io:format("~p ~p~n", [Type, [why(F) || F <- [
        fun() -> ets:insert(hot, {1}) end,
        fun() -> ets:insert(hot, [{1, 2}, x]) end,
        fun() -> ets:insert(hot, [{1, 2} | {3, 4}]) end,
        fun() -> ets:insert_new(hot, x) end,
        fun() -> ets:next(hot, '$end_of_table') end,
        fun() -> ets:lookup_element(hot, no, 1) end,
        fun() -> ets:lookup_element(hot, {k, 1}, 9) end,
        fun() -> ets:update_counter(hot, no, 1) end,
        fun() -> ets:lookup(no_table, 1) end]]]),
    ets:delete(hot).

walk('$end_of_table', _, Keys) -> lists:reverse(Keys);
walk(K, Next, Keys) -> walk(Next(K), Next, [K | Keys]).

why(F) -> try F() catch C:R -> {C, R} end.

counters() ->
    [begin
         T = ets:new(c, [Type]),
         R = loop(3000, fun(N) ->
                 {ets:update_counter(T, {c, N rem 5}, N rem 17 - 8, {x, 0, 0}),
                  ets:update_counter(T, {c, N rem 5}, {3, 7}, {x, 0, 0}),
                  ets:update_counter(T, {c, N rem 5}, {3, 5, 1000, N rem 3}),
                  ets:update_counter(T, {c, N rem 5}, {3, -2, 10, 12})}
             end),
         ets:insert(T, {big, 1 bsl 29, 1 bsl 70}),
         Big = [{ets:update_counter(T, big, 1 bsl 29), ets:update_counter(T, big, {3, 1 bsl 62})} || _ <- [1, 2, 3]],
         Errors = [why(fun() -> ets:update_counter(T, K, W) end)
                   || {K, W} <- [{{c, 1}, {1, 1}}, {{c, 1}, {4, 1}}, {{c, 1}, {0, 1}}, {{c, 1}, x}, {{c, 1}, {2, x}}, {none, 1},
                                 {{c, 1}, {2, 1, 2}}, {{c, 1}, [{2, 1}, {3, 2}]}, {{c, 1}, []}]],
         io:format("counters ~p ~p ~p ~p~n", [Type, R, Big, Errors])
     end || Type <- [set, ordered_set]].

elements() ->
    T = ets:new(e, [ordered_set]),
    [ets:insert(T, {N, N, N * N}) || N <- lists:seq(1, 50)],
    R = loop(2000, fun(N) ->
            {ets:lookup_element(T, N rem 50 + 1, 3), ets:lookup_element(T, N, 2, none),
             ets:update_element(T, N rem 60 + 1, {2, N}), ets:update_element(T, 1, [{2, N}, {3, N}])}
        end),
    io:format("elements ~p ~p~n", [R, erlang:phash2(ets:tab2list(T))]),
    io:format("~p~n", [[why(fun() -> ets:update_element(T, 1, W) end) || W <- [{1, x}, {4, x}, {0, x}, x, {a, 1}]]]).

fixed() ->
    [begin
         T = ets:new(f, [Type]),
         [ets:insert(T, {N, N rem 7}) || N <- lists:seq(1, 500)],
         ets:safe_fixtable(T, true),
         Seen = while_fixed(ets:first(T), T, 0),
         Size = ets:info(T, size),
         [ets:insert(T, {N, again}) || N <- lists:seq(1, 200)],
         ets:safe_fixtable(T, false),
         io:format("fixed ~p ~p ~p ~p ~p~n", [Type, Seen, Size, ets:info(T, size), erlang:phash2(lists:sort(ets:tab2list(T)))])
     end || Type <- [set, bag, duplicate_bag, ordered_set]].

while_fixed('$end_of_table', _, N) -> N;
while_fixed(K, T, N) ->
    ets:delete(T, K),
    ets:insert(T, {K + 1000000, x}),
    ets:delete(T, K + 1000000),
    while_fixed(ets:next(T, K), T, N + 1).

access() ->
    Private = ets:new(p, [private]),
    Protected = ets:new(p, [protected]),
    Public = ets:new(p, [public]),
    Self = self(),
    [ets:insert(T, {1, a}) || T <- [Private, Protected, Public]],
    spawn(fun() ->
        Self ! [{loop(1500, fun(_) -> why(fun() -> ets:lookup(T, 1) end) end), why(fun() -> ets:lookup(T, 1) end),
                 loop(1500, fun(N) -> why(fun() -> ets:insert(T, {N, b}) end) end), why(fun() -> ets:insert(T, {2, b}) end)}
                || T <- [Private, Protected, Public]]
    end),
    receive L when is_list(L) -> io:format("access ~p~n", [L]) end,
    Other = spawn(fun() -> receive {'ETS-TRANSFER', _, _, x} -> ok end, receive stop -> ok end end),
    ets:give_away(Private, Other, x),
    io:format("given away ~p~n", [why(fun() -> ets:lookup(Private, 1) end)]),
    Other ! stop.

gone() ->
    T = ets:new(g, [named_table]),
    Id = ets:whereis(g),
    ets:insert(g, {1, a}),
    R = loop(1000, fun(_) -> {ets:lookup(g, 1), ets:lookup(Id, 1)} end),
    h = ets:rename(T, h),
    io:format("gone ~p ~p ~p ~p~n", [R, ets:lookup(h, 1), ets:lookup(Id, 1), why(fun() -> ets:lookup(g, 1) end)]),
    ets:delete(h),
    io:format("~p~n", [[why(fun() -> ets:lookup(X, 1) end) || X <- [g, h, Id]]]).

numbers() ->
    S = ets:new(n, [set]),
    O = ets:new(n, [ordered_set]),
    [ets:insert(T, {K, V}) || T <- [S, O], {K, V} <- [{1, a}, {1.0, b}, {1, c}, {1 bsl 70, d}, {(1 bsl 70) * 1.0, e}, {-0.0, f}]],
    io:format("numbers ~p ~p~n", [lists:sort(ets:tab2list(S)), ets:tab2list(O)]),
    io:format("~p~n", [[ets:lookup(T, K) || T <- [S, O], K <- [1, 1.0, 1 bsl 70]]]),
    io:format("~p~n", [[ets:update_counter(T, 1, 1, {0, 5}) || T <- [ets:new(a, []), ets:new(a, [ordered_set])]]]),
    io:format("~p ~p~n", [ets:update_element(O, 1.0, {2, z}), ets:tab2list(O)]).
