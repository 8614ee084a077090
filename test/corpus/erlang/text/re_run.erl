-module(re_run).
-export([main/0]).

main() ->
    Tests = [{"abcabc", "b", []}, {"abcabc", "x", []}, {"2024-05-17", "(\\d+)-(\\d+)-(\\d+)", []}, {"2024-05-17", "(\\d+)-(\\d+)-(\\d+)", [{capture, all, list}]}, {"2024-05-17", "(\\d+)-(\\d+)-(\\d+)", [{capture, [1, 3], binary}]}, {"a1b22", "[0-9]+", [global]}, {"a1b22", "([a-z])([0-9]+)", [global, {capture, all_but_first, list}]}, {"Hello", "hello", [caseless]}, {"a\nb", "^b$", [multiline]}, {"a\nb", "a.b", [dotall]}, {"aaa", "a*?", [ungreedy]}, {"k=v", "(?<key>\\w)=(?<val>\\w)", [{capture, [key, val], list}]}, {"k=v", "(?<key>\\w)=(?<val>\\w)", [{capture, all_names, binary}]}, {"foobar", "(?<=foo)bar", []}, {"foobaz", "foo(?!bar)", []}, {"abab", "(ab)\\1", []}, {"ab", "(a)|(b)", [global]}, {"xay", "a", [{offset, 2}]}, {"", "", []}, {"aXbX", "X", [{capture, none}]}, {"((a))", "\\((?:[^()]|(?R))*\\)", []}, {"tel 555-1234", "\\b\\d{3}-\\d{4}\\b", [{capture, first, list}]}, {"a b\tc", "a b  c", [extended]}],
    [io:format("~p: ~p~n", [P, re:run(S, P, O)]) || {S, P, O} <- Tests],
    {ok, Mp} = re:compile("^[a-z]+(\\d)$"),
    io:format("~p~n", [[re:run(S, Mp, [{capture, [1], list}]) || S <- ["abc1", "1abc", <<"z9">>, ["io", <<"list">>, "7"]]]]),
    io:format("~p~n", [re:run(<<"föö bär"/utf8>>, "ö+", [unicode])]),
    io:format("~tp~n", [re:run("föö bär", "\\w+", [unicode, ucp, global, {capture, all, list}])]),
    [io:format("~p~n", [element(1, re:compile(P))]) || P <- ["(", "[", "a{2", "*", "(?<n>a"]],
    io:format("~p~n", [try re:run("x", "(") catch C:R -> {C, R} end]),
    io:format("~p~n", [try re:run(1, "x") catch C1:R1 -> {C1, R1} end]).
