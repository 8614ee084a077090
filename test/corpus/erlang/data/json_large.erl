%% corpus: otp>=27
-module(json_large).
-export([main/0]).

main() ->
    Doc = #{<<"users">> => [#{<<"id">> => N, <<"name">> => <<"user ", (integer_to_binary(N))/binary>>, <<"tags">> => [<<"a">>, <<"b">>], <<"score">> => N / 4} || N <- lists:seq(1, 300)]},
    Text = iolist_to_binary(json:encode(Doc)),
    io:format("~p~n", [byte_size(Text)]),
    io:format("~p~n", [json:decode(Text) =:= Doc]),
    io:format("~p~n", [erlang:crc32(Text)]).
