%% corpus: otp>=27
-module(string_jaro).
-export([main/0]).

main() ->
    io:format("~p~n", [[round(string:jaro_similarity(A, B) * 1000) || {A, B} <- [{"ditto", "ditto"}, {"foo", "bar"}, {"michelle", "michael"}, {"", ""}, {<<"a">>, "b"}]]]).
