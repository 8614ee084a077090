-module(base64_all).
-export([main/0]).

main() ->
    Bins = [<<>>, <<"f">>, <<"fo">>, <<"foo">>, <<"foob">>, <<0, 255, 16, 128>>, list_to_binary(lists:seq(0, 60))],
    [io:format("~p ~p~n", [base64:encode(B), base64:decode(base64:encode(B)) =:= B]) || B <- Bins],
    io:format("~p ~p~n", [base64:encode_to_string("hello"), base64:decode_to_string("aGVsbG8=")]),
    io:format("~p~n", [base64:decode(<<"aGVs\n bG8=">>)]),
    io:format("~p~n", [base64:mime_decode(<<"aGVs*bG8=">>)]),
    [io:format("~p~n", [try base64:decode(B) catch C:R -> {C, R} end]) || B <- [<<"a">>, <<"a*b=">>, <<"abc">>, <<"ab=c">>]].
