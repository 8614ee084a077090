-module(map_patterns).
-export([main/0]).

main() ->
    Ms = [#{}, #{type => circle, r => 2}, #{type => rect, w => 3, h => 4}, #{type => rect, w => 5}, #{1 => #{2 => #{3 => deep}}}, not_a_map],
    io:format("~p~n", [[area(M) || M <- Ms]]),
    #{a := X, b := [Y | _]} = #{a => 1, b => [2, 3], c => 4},
    io:format("~p ~p~n", [X, Y]),
    K = b,
    #{K := V} = #{b => found},
    io:format("~p~n", [V]),
    io:format("~p~n", [try #{nope := _} = hd(Ms) catch C:R -> {C, R} end]),
    io:format("~p~n", [[{A, B} || #{x := A, y := B} <- [#{x => 1, y => 2}, #{x => 3}, 7, #{x => 5, y => 6, z => 7}]]]),
    F = fun(#{n := N} = M) when N > 0 -> M#{n := N - 1}; (#{n := 0}) -> zero end,
    io:format("~p ~p~n", [F(#{n => 2}), F(#{n => 0})]),
    io:format("~p~n", [try F(#{}) catch C1:R1 -> {C1, R1} end]),
    io:format("~p~n", [match_key({1, 2}, #{{1, 2} => tuple_key})]).

area(#{type := circle, r := R}) -> 3 * R * R;
area(#{type := rect, w := W, h := H}) -> W * H;
area(#{type := T}) -> {incomplete, T};
area(#{1 := #{2 := #{3 := Deep}}}) -> Deep;
area(#{}) -> empty;
area(_) -> other.

match_key(K, M) ->
    case M of
        #{K := V} -> V;
        _ -> none
    end.
