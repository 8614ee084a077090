%% corpus: otp>=27
-module(json_encode_decode).
-export([main/0]).

main() ->
    Terms = [1, -2.5, <<"text">>, true, null, [], [1, [2, 3]], #{}, #{<<"k">> => [#{<<"n">> => null}]}, #{1 => <<"int key">>}, <<"esc \"\\\n\t\x{1}"/utf8>>, <<"日本 é 😀"/utf8>>, atom_value, 1.0e22, 1 bsl 70],
    [io:format("~ts~n", [json:encode(T)]) || T <- Terms],
    Texts = [<<"1">>, <<" [1, 2.0, -3e2, true, false, null] ">>, <<"{\"a\": {\"b\": [\"\\u00e9\\n\\ud83d\\ude00\"]}}">>, <<"\"\"">>, <<"{}">>, <<"[[[]]]">>, <<"123456789012345678901234567890">>],
    [io:format("~tp~n", [json:decode(T)]) || T <- Texts],
    Bad = [<<>>, <<"[1,">>, <<"{\"a\" 1}">>, <<"tru">>, <<"\"abc">>, <<"01">>, <<"[1] x">>, <<"\"\\q\"">>, <<"{1: 2}">>, <<"\"", 255, "\"">>],
    [io:format("~p~n", [try json:decode(B) catch C:R -> {C, R} end]) || B <- Bad],
    io:format("~p~n", [json:decode(<<"{\"a\": [1, 2]} tail">>, acc, #{object_push => fun(K, V, A) -> [{K, V} | A] end, object_start => fun(_) -> [] end, object_finish => fun(A, Old) -> {{obj, lists:reverse(A)}, Old} end})]),
    {continue, St} = json:decode_start(<<"{\"key\": [1, 2">>, ok, #{}),
    {R2, ok, Rest} = json:decode_continue(<<"3]} more">>, St),
    io:format("~p ~p~n", [R2, Rest]),
    io:format("~ts~n", [json:encode([{x, 1}, {y, 2}], fun([{_, _} | _] = L, E) -> json:encode_key_value_list(L, E); (O, E) -> json:encode_value(O, E) end)]),
    io:format("~ts~n", [json:format(#{<<"a">> => [1, #{<<"b">> => 2}]})]),
    io:format("~ts~n", [json:encode_binary_escape_all(<<"é/"/utf8>>)]),
    io:format("~p~n", [try json:encode({tuple}) catch C1:R1 -> {C1, R1} end]).
