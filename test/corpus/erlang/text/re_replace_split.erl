-module(re_replace_split).
-export([main/0]).

main() ->
    R = fun(S, P, W, O) -> io:format("~p ~p: ~p~n", [P, O, re:replace(S, P, W, [{return, list} | O])]) end,
    R("a-b-c", "-", "+", []),
    R("a-b-c", "-", "+", [global]),
    R("hello world", "(\\w+) (\\w+)", "\\2 \\1", []),
    R("hello", "l", "[&]", [global]),
    R("hello", "l", "\\&", [global]),
    R("abc", "x*", "-", [global]),
    R("price 10", "(\\d+)", "\\g{1}0", []),
    R("aaa", "a", "b", [{offset, 1}]),
    R("", "^", "start", []),
    io:format("~p~n", [iolist_to_binary(re:replace(<<"x1y2">>, "[0-9]", <<"#">>, [global]))]),
    io:format("~p~n", [re:replace("abc", "b", "B", [{return, binary}])]),
    S = fun(T, P, O) -> io:format("~p ~p: ~p~n", [P, O, re:split(T, P, [{return, list} | O])]) end,
    S("a,b,,c", ",", []),
    S("a,b,,c,,", ",", [trim]),
    S("a1b2c", "(\\d)", []),
    S("a1b2c", "(\\d)", [group]),
    S("a,b,c", ",", [{parts, 2}]),
    S("abc", "", []),
    io:format("~p~n", [re:split("a b", " ")]),
    io:format("~p~n", [re:inspect(element(2, re:compile("(?<b>x)(?<a>y)")), namelist)]).
