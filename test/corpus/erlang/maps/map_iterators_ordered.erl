%% corpus: otp>=26
-module(map_iterators_ordered).
-export([main/0]).

main() ->
    M = #{zeta => 1, alpha => 2, mid => 3, 1 => 4, "s" => 5, 2.0 => 6},
    io:format("~p~n", [maps:to_list(maps:iterator(M, ordered))]),
    io:format("~p~n", [maps:to_list(maps:iterator(M, reversed))]),
    io:format("~p~n", [maps:to_list(maps:iterator(M, fun(A, B) -> erlang:phash2(A) =< erlang:phash2(B) end))]),
    io:format("~kp ~kw~n", [M, M]),
    Large = maps:from_list([{list_to_atom("k" ++ integer_to_list(N)), N} || N <- lists:seq(1, 40)]),
    io:format("~kp~n", [Large]),
    io:format("~p~n", [try maps:iterator(M, wrong) catch C:R -> {C, R} end]).
