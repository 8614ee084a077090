%% String building: an HTML table as an iolist, with integers printed, text escaped and joined.
-module(bench_strings).
-export([run/1]).

run(N) ->
    Html = iolist_to_binary(page(N)),
    Words = binary:split(Html, <<"<td>">>, [global]),
    Upper = [upper(W, []) || W <- Words],
    {byte_size(Html), length(Words), erlang:crc32(Upper)}.

page(N) ->
    ["<table>\n", [row(I) || I <- lists:seq(1, N)], "</table>\n"].

row(I) ->
    Cells = [
        integer_to_list(I * I),
        escape("<item & \"" ++ integer_to_list(I, 16) ++ "\">"),
        string:join([atom_to_list(color(I + J)) || J <- [0, 1, 2]], ", "),
        io_lib:format("~4..0w ~s", [I, "x"])
    ],
    ["<tr>", [["<td>", Cell, "</td>"] || Cell <- Cells], "</tr>\n"].

color(I) -> element(1 + I rem 5, {red, green, blue, orange, black}).

escape([$< | Rest]) -> ["&lt;" | escape(Rest)];
escape([$> | Rest]) -> ["&gt;" | escape(Rest)];
escape([$& | Rest]) -> ["&amp;" | escape(Rest)];
escape([$" | Rest]) -> ["&quot;" | escape(Rest)];
escape([C | Rest]) -> [C | escape(Rest)];
escape([]) -> [].

upper(<<C, Rest/binary>>, Acc) when C >= $a, C =< $z -> upper(Rest, [C - 32 | Acc]);
upper(<<C, Rest/binary>>, Acc) -> upper(Rest, [C | Acc]);
upper(<<>>, Acc) -> lists:reverse(Acc).
