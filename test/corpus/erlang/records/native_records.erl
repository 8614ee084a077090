%% corpus: compiler>=29
%% Native records: made, matched, updated, ordered, and every way in which these fail.
-module(native_records).
-export([main/0]).

-record #point{x = 0, y = 0, label = none}.
-record #need{must, may = [1, 2.5, <<"b">>]}.
-record #empty{}.
-export_record([point]).

main() ->
    P = #point{x = 1},
    show(P),
    show(P#point{y = 2, label = "two"}),
    show(#need{must = self}),
    show(#empty{}),
    io:format("~p~n", [{P#point.x, P#point.y, P#point.label}]),
    Foreign = records:create(elsewhere, thing, [{x, 1}, {b, 2}], #{is_exported => true}),
    Hidden = records:create(elsewhere, thing, [{x, 1}, {b, 2}], #{is_exported => false}),
    Older = records:create(?MODULE, point, [{z, 1}, {x, 9}], #{is_exported => false}),
    All = [P, #need{must = 1}, #empty{}, Foreign, Hidden, Older, {point, 1, 2, none}, 7, #{x => 1}, []],
    [table(X) || X <- All],
    [io:format("~w~n", [[{A < B, A == B, A =:= B} || A <- All]]) || B <- All],
    [show(X) || X <- lists:sort([#{a => 1}, {1}, [], self, 1, fun lists:map/2, <<1>>, {} | All])],
    A1 = #point{x = 1},
    A2 = #point{x = 1.0},
    io:format("~w~n", [{A1 == A2, A1 =:= A2, A1 < A2, A1 =:= P, Foreign == Hidden}]),
    io:format("~w~n", [maps:get(#point{x = 1}, #{A1 => found, A2 => other})]),
    [io:format("~p ~w~n", [term_to_binary(X), binary_to_term(term_to_binary(X)) =:= X]) || X <- All],
    made(),
    sent(P),
    io:format("~w~n", [[erts_debug:flat_size(X) || X <- All]]).

table(X) ->
    io:format("--~n"),
    show(X),
    io:format("~p~n", [{matched(X), guarded(X), field(X), is_record(X), is_record(X, point)}]),
    Attempts = [fun() -> X#point{x = 3} end, fun() -> X#_{b = 3} end, fun() -> X#elsewhere:thing{b = 4} end,
                fun() -> X#elsewhere:thing{zz = 4} end, fun() -> X#point.x end, fun() -> X#_.b end,
                fun() -> X#elsewhere:thing.b end, fun() -> X#elsewhere:thing.zz end,
                fun() -> X#_{} end],
    [show(attempt(F)) || F <- Attempts],
    Functions = [get_name, get_module, get_field_names, is_exported],
    [show(attempt(fun() -> records:F(X) end)) || F <- Functions],
    [show(attempt(fun() -> records:get(K, X) end)) || K <- [b, x, 1]],
    Changes = [#{}, #{b => 7}, #{zz => 1}, foo],
    [show(attempt(fun() -> records:update(X, elsewhere, thing, M) end)) || M <- Changes].

matched(#point{x = X, y = Y}) -> {point, X, Y};
matched(#need{must = M}) -> {need, M};
matched(#empty{}) -> empty;
matched(#elsewhere:thing{b = B}) -> {thing, B};
matched(#_{z = Z}) -> {any, Z};
matched(#_{}) -> any;
matched(_) -> none.

guarded(X) when is_record(X, ?MODULE, need) -> need;
guarded(X) when is_record(X, elsewhere, thing) -> thing;
guarded(X) when is_record(X) -> record;
guarded(_) -> no_record.

field(X) when X#point.x > 0 -> own;
field(X) when X#elsewhere:thing.b > 0 -> foreign;
field(X) when X#_.b > 0 -> any;
field(_) -> none.

made() ->
    show(attempt(fun() -> #nowhere:thing{} end)),
    Create = fun({M, N, F, O}) -> show(attempt(fun() -> records:create(M, N, F, O) end)) end,
    Exported = #{is_exported => true},
    lists:foreach(Create, [{m, n, [{x, 1}, {x, 2}], Exported}, {m, n, [{x, 1}], #{}}, {m, n, [{x, 1}], foo},
                           {1, n, [], Exported}, {m, 1, [], Exported}, {m, n, [{1, x}], Exported},
                           {m, n, [x], Exported}, {m, n, foo, Exported}, {m, n, [], #{is_exported => maybe_}},
                           {m, n, [{b, 1}, {a, 2}], Exported}]),
    Definition = fun({M, N}) -> show(attempt(fun() -> records:get_definition(M, N) end)) end,
    lists:foreach(Definition, [{?MODULE, point}, {?MODULE, need}, {?MODULE, nope}, {elsewhere, thing}, {1, 2}]).

sent(P) ->
    Self = self(),
    spawn(fun() -> Self ! P#point{label = sent} end),
    receive #point{label = sent} = Got -> show(Got) end,
    T = ets:new(t, [{keypos, 1}]),
    true = ets:insert(T, {P, 1}),
    [{Key, 1}] = ets:lookup(T, #point{x = 1}),
    show(Key).

attempt(F) ->
    try F()
    catch C:{Reason, {{M, N}, Field}} -> {C, Reason, M, N, Field};
          C:{badrecord, R} -> {C, badrecord, lists:flatten(text(R))};
          C:R -> {C, R}
    end.

show(X) -> io:format("~ts~n", [text(X)]).

%% Without the library's own printing, which knows native records from OTP 29 on only.
text(R) when is_record(R) ->
    Fields = [io_lib:format("~w = ~ts", [F, text(records:get(F, R))]) || F <- records:get_field_names(R)],
    io_lib:format("#~w:~w{~ts}", [records:get_module(R), records:get_name(R), lists:join(", ", Fields)]);
text(X) -> io_lib:format("~p", [X]).
