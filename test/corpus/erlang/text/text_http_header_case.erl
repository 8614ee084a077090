%% erlang:decode_packet/3: how the names of HTTP headers are capitalized.
-module(text_http_header_case).
-export([main/0]).

main() ->
    [io:format("~p~n", [decode(Name)])
     || Name <- ["content-type", "CONTENT-TYPE", "Content--Type", "content---type", "content----type",
                 "-a-b", "--a--b--", "x-1a-b", "A", "-", "x-forwarded-for", "x-Forwarded-By"]],
    ok.

decode(Name) ->
    {ok, {http_header, _, Known, Original, "v"}, <<"\r\n">>} =
        erlang:decode_packet(httph, iolist_to_binary([Name, ": v\r\n\r\n"]), []),
    {Known, Original}.
