-module(uri_string_filename).
-export([main/0]).

main() ->
    io:format("~p~n", [filename:join(["a", "b/c", "../d"])]),
    io:format("~p~n", [filename:join("/a", "/b")]),
    io:format("~p~n", [[{filename:basename(F), filename:dirname(F), filename:extension(F), filename:rootname(F)} || F <- ["/a/b.erl", "b", "/a/b/", "x.tar.gz", "", ".hidden"]]]),
    io:format("~p~n", [filename:split("/a/b/c")]),
    io:format("~p~n", [filename:absname("x", "/base")]),
    io:format("~p~n", [[filename:pathtype(P) || P <- ["/a", "a", "./a"]]]),
    io:format("~p~n", [filename:basename("a/b.erl", ".erl")]),
    io:format("~p~n", [[filelib:is_dir(P) || P <- [".", "nope"]]]),
    M = uri_string:parse("https://user@example.com:8080/path/to?x=1&y=%20z#frag"),
    io:format("~p~n", [lists:sort(maps:to_list(M))]),
    io:format("~p~n", [uri_string:recompose(#{scheme => "http", host => "h", path => "/p q"})]),
    io:format("~p~n", [uri_string:dissect_query("a=1&b=two+words&c")]),
    io:format("~p~n", [uri_string:compose_query([{"k", "v w"}, {"é", "ü"}])]),
    io:format("~p~n", [uri_string:resolve("../x", "http://h/a/b/c")]),
    io:format("~p~n", [uri_string:normalize("HTTP://Ex.com:80/a/../b")]),
    io:format("~p ~p~n", [uri_string:percent_decode("a%20b"), uri_string:quote("a b/c")]).
