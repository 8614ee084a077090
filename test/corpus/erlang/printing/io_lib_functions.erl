-module(io_lib_functions).
-export([main/0]).

main() ->
    io:format("~p~n", [io_lib:write_string("a\"b\n")]),
    io:format("~p~n", [io_lib:write_atom('A b')]),
    io:format("~p~n", [io_lib:write_char($\n)]),
    io:format("~p~n", [[io_lib:printable_list(L) || L <- ["abc", [1, 2], "é", [300], [a], [], "a\nb"]]]),
    io:format("~p~n", [[io_lib:printable_unicode_list(L) || L <- ["abc", [1], [300], [16#D800]]]]),
    io:format("~p~n", [[io_lib:printable_latin1_list(L) || L <- ["abc", "é", [300]]]]),
    io:format("~p~n", [[io_lib:deep_char_list(L) || L <- ["abc", [["a"], $b], [a], [<<"x">>]]]]),
    io:format("~p~n", [[io_lib:char_list(L) || L <- ["abc", [a]]]]),
    io:format("~p~n", [io_lib:fread("~d ~s ~f", "12 word 3.5 rest")]),
    io:format("~p~n", [io_lib:fread("~d", "x12")]),
    io:format("~p~n", [io_lib:fread("~2d~c~a", "123atom")]),
    io:format("~p~n", [io_lib:fread("~d,~16u,~#", "7,ff,16#1A")]),
    io:format("~p~n", [io_lib:scan_format("~-10.2w", [x])]),
    io:format("~p~n", [io_lib:unscan_format(io_lib:scan_format("~5.3s and ~p", ["x", y]))]),
    io:format("~p~n", [io_lib:format("~p", [lists:seq(1, 40)], [{chars_limit, 30}])]),
    io:format("~s~n", [io_lib:format("~0p", [lists:duplicate(30, some_atom)])]),
    io:format("~p~n", [lists:flatten(io_lib:nl())]),
    io:format("~p~n", [io_lib:latin1_char_list("é")]).
