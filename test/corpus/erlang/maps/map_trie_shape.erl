%% corpus: otp>=27
-module(map_trie_shape).
-export([main/0]).

%% How a large map's trie looks: it follows from the keys' hashes, which are OTP's.
main() ->
    [show(N, Key) || N <- [33, 100, 1000, 20000], Key <- [fun(I) -> I end, fun(I) -> float(I) end,
                                                           fun integer_to_list/1, fun integer_to_binary/1]],
    [io:format("~p~n", [try erts_debug:map_info(M) catch C:R -> {C, R} end]) || M <- [#{}, #{1 => 2}, a]].

show(N, Key) ->
    io:format("~p~n", [erts_debug:map_info(maps:from_list([{Key(I), I} || I <- lists:seq(1, N)]))]).
