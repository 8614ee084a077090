-module(etf_options).
-export([main/0]).

main() ->
    io:format("~w~n", [term_to_binary(1.5, [{minor_version, 0}])]),
    io:format("~w~n", [term_to_binary(1.5, [{minor_version, 1}])]),
    io:format("~w~n", [term_to_binary(abc, [{minor_version, 2}])]),
    io:format("~w~n", [term_to_binary('å', [{minor_version, 1}])]),
    M = maps:from_list([{list_to_atom([C]), C} || C <- lists:seq($a, $z)]),
    io:format("~w~n", [term_to_binary(M, [deterministic]) =:= term_to_binary(maps:from_list(lists:reverse(maps:to_list(M))), [deterministic])]),
    Large = maps:from_list([{N, N * N} || N <- lists:seq(1, 50)]),
    io:format("~w~n", [term_to_binary(Large, [deterministic])]),
    io:format("~w~n", [term_to_binary(Large)]),
    io:format("~w~n", [iolist_to_binary(term_to_iovec(Large)) =:= term_to_binary(Large)]),
    io:format("~p~n", [erlang:external_size(Large) >= byte_size(term_to_binary(Large))]),
    io:format("~p~n", [erlang:external_size({a, [1, 2], "x"})]),
    [io:format("~p~n", [try term_to_binary(x, O) catch C:R -> {C, R} end]) || O <- [[bad], [{minor_version, 9}], x, [{compressed, 10}]]].
