-module(print_s_c).
-export([main/0]).

main() ->
    io:format("~s|~10s|~-10s|~.2s|~10.3s|~-10.3s|~*s|~.*s|~10..*s~n", ["abc", "abc", "abc", "abc", "abcdef", "abcdef", 6, "abc", 2, "abc", $*, "abc"]),
    io:format("~s ~s ~s~n", [atom, <<"binary">>, ["deep", [<<"list">>]]]),
    io:format("~c~c~c|~3c|~5.2c|~tc~n", [$a, 98, $c, $x, $y, 16#263A]),
    io:format("~ts ~5ts|~-5ts|~.2ts~n", ["ünï", "é", "é", "éàü"]),
    io:format("~10.10.0s|~3s|~-3s~n", ["x", "toolong", "toolong"]),
    io:format("100%~~ ~i~s~n", [ignored, "kept"]),
    [io:format("~p~n", [try io_lib:format(F, A) catch C:R -> {C, R} end]) || {F, A} <- [{"~s", [1]}, {"~s", [[300]]}, {"~s", [{}]}, {"~c", [a]}, {"~d", [1]}, {"~s", []}, {"~s", [a, b]}, {"~", []}, {"~z", [1]}, {a, x}]].
