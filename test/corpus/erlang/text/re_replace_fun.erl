%% corpus: otp>=26
-module(re_replace_fun).
-export([main/0]).

main() ->
    io:format("~p~n", [re:replace("a1b22", "[0-9]+", fun(M, _) -> integer_to_binary(binary_to_integer(M) * 2) end, [global, {return, list}])]),
    io:format("~p~n", [re:replace("john smith", "(\\w)(\\w*)", fun(_, [A, B]) -> [string:uppercase(A), B] end, [global, {return, binary}])]).
