-module(string_functions_b).
-export([main/0]).

main() ->
    show(slice, [string:slice("hello world", 6), string:slice("hello", 1, 3), string:slice(<<"日本語"/utf8>>, 1, 1), string:slice("abc", 5)]),
    show(split, [string:split("a,b,c", ","), string:split("a,b,c", ",", trailing), string:split("a,b,c", ",", all), string:split(<<"a--b">>, "--"), string:split("abc", "x")]),
    show(take, [string:take("abc123", "abc"), string:take("abc123", "0123456789", true), string:take("abc123", "123", false, trailing)]),
    show(titlecase, [string:titlecase("hello world"), string:titlecase(<<"ǆabc"/utf8>>), string:titlecase("")]),
    show(to_graphemes, string:to_graphemes([$a, $e, 16#301, $\r, $\n, 16#1F1F8, 16#1F1EA])),
    show(trim, [string:trim("  hi  "), string:trim("xxhixx", both, "x"), string:trim("  hi  ", leading), string:trim(<<"\thi\n">>, trailing)]),
    show(uppercase, [string:uppercase("straße"), string:uppercase(<<"éß"/utf8>>)]),
    show(to_integer, [string:to_integer(S) || S <- ["42 rest", "-7", "x", ""]]),
    show(to_float, [string:to_float(S) || S <- ["1.5e3,", "2", "x"]]),
    show(tokens, string:tokens("one,two;;three", ",;")),
    show(str, [string:str("hello", "l"), string:rstr("hello", "l"), string:chr("hello", $z)]),
    show(strip, [string:strip("  x "), string:strip("..x..", left, $.)]),
    show(substr, [string:substr("hello", 2, 3), string:sub_string("hello", 2, 3)]),
    show(join, string:join(["a", "b", "c"], ", ")),
    show(words, [string:words("a b  c"), string:sub_word("a b c", 2)]),
    show(centre, [string:centre("ab", 6), string:left("ab", 4, $.), string:right("ab", 4, $.)]),
    show(case_old, [string:to_upper("abc"), string:to_lower("ABC"), string:to_upper($a)]),
    show(copies, [string:copies("ab", 3), string:chars($x, 3), string:span("aab", "a"), string:cspan("aab", "b")]),
    [show(error, try F() catch C:R -> {C, R} end) || F <- [fun() -> string:length(a) end, fun() -> string:slice("a", -1) end, fun() -> string:lowercase(1) end, fun() -> string:trim("a", wrong) end]].

show(Name, Value) -> io:format("~p: ~tp~n", [Name, Value]).
