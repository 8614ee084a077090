%% A renderer of Markdown: one binary in, lines and spans matched byte by byte, HTML out as iodata.
-module(bench_markdown).
-export([run/1]).

run(N) ->
    Text = iolist_to_binary([chapter(I) || I <- lists:seq(1, 40)]),
    Html = iolist_to_binary(render(Text)),
    ok = repeat(N, Text, byte_size(Html)),
    {byte_size(Text), byte_size(Html), erlang:crc32(Html)}.

repeat(0, _, _) ->
    ok;
repeat(N, Text, Size) ->
    Size = iolist_size(render(Text)),
    repeat(N - 1, Text, Size).

%% Blocks.

render(Text) -> blocks(binary:split(Text, <<"\n">>, [global]), []).

blocks([], Acc) ->
    lists:reverse(Acc);
blocks([<<>> | Lines], Acc) ->
    blocks(Lines, Acc);
blocks([<<"```", Language/binary>> | Lines], Acc) ->
    {Code, Rest} = fenced(Lines, []),
    Open = [<<"<pre><code class=\"">>, escape(Language), <<"\">">>],
    blocks(Rest, [[Open, Code, <<"</code></pre>\n">>] | Acc]);
blocks([<<"#", Rest/binary>> | Lines], Acc) ->
    blocks(Lines, [heading(Rest, 1) | Acc]);
blocks([<<"> ", _/binary>> | _] = Lines, Acc) ->
    {Quoted, Rest} = prefixed(Lines, <<"> ">>, []),
    blocks(Rest, [[<<"<blockquote>\n">>, blocks(Quoted, []), <<"</blockquote>\n">>] | Acc]);
blocks([<<"- ", _/binary>> | _] = Lines, Acc) ->
    {Items, Rest} = prefixed(Lines, <<"- ">>, []),
    blocks(Rest, [list(<<"ul">>, Items) | Acc]);
blocks([<<C, ". ", _/binary>> | _] = Lines, Acc) when C >= $0, C =< $9 ->
    {Items, Rest} = numbered(Lines, []),
    blocks(Rest, [list(<<"ol">>, Items) | Acc]);
blocks([<<"| ", _/binary>> | _] = Lines, Acc) ->
    {Rows, Rest} = prefixed(Lines, <<"| ">>, []),
    blocks(Rest, [[<<"<table>\n">>, [row(Row) || Row <- Rows], <<"</table>\n">>] | Acc]);
blocks(Lines, Acc) ->
    {Paragraph, Rest} = paragraph(Lines, []),
    blocks(Rest, [[<<"<p>">>, lists:join($\n, Paragraph), <<"</p>\n">>] | Acc]).

heading(<<"#", Rest/binary>>, Level) when Level < 6 ->
    heading(Rest, Level + 1);
heading(Text, Level) ->
    Tag = [$h, $0 + Level],
    [$<, Tag, $>, span(string:trim(Text)), "</", Tag, ">\n"].

fenced([<<"```">> | Lines], Acc) -> {lists:reverse(Acc), Lines};
fenced([Line | Lines], Acc) -> fenced(Lines, [[escape(Line), $\n] | Acc]).

prefixed([Line | Lines] = All, Prefix, Acc) ->
    Size = byte_size(Prefix),
    case Line of
        <<Prefix:Size/binary, Rest/binary>> -> prefixed(Lines, Prefix, [Rest | Acc]);
        _ -> {lists:reverse(Acc), All}
    end;
prefixed([], _, Acc) ->
    {lists:reverse(Acc), []}.

numbered([<<C, ". ", Rest/binary>> | Lines], Acc) when C >= $0, C =< $9 ->
    numbered(Lines, [Rest | Acc]);
numbered(Lines, Acc) ->
    {lists:reverse(Acc), Lines}.

list(Tag, Items) ->
    [$<, Tag, <<">\n">>, [[<<"<li>">>, span(Item), <<"</li>\n">>] || Item <- Items], "</", Tag, ">\n"].

row(Line) ->
    Cells = binary:split(string:trim(Line, trailing, " |"), <<" | ">>, [global]),
    [<<"<tr>">>, [[<<"<td>">>, span(Cell), <<"</td>">>] || Cell <- Cells], <<"</tr>\n">>].

paragraph([Line | Lines], Acc) when Line =/= <<>> -> paragraph(Lines, [span(Line) | Acc]);
paragraph(Lines, Acc) -> {lists:reverse(Acc), Lines}.

%% Spans: emphasis may nest; what does not close stands as it is.

span(Text) -> span(Text, <<>>, []).

span(<<>>, Plain, Acc) ->
    lists:reverse(Acc, [Plain]);
span(<<$\\, C, Rest/binary>>, Plain, Acc) ->
    span(Rest, <<Plain/binary, C>>, Acc);
span(<<"**", Rest/binary>>, Plain, Acc) ->
    enclosed(Rest, <<"**">>, <<"strong">>, Plain, Acc);
span(<<$*, Rest/binary>>, Plain, Acc) ->
    enclosed(Rest, <<$*>>, <<"em">>, Plain, Acc);
span(<<$`, Rest/binary>>, Plain, Acc) ->
    case binary:split(Rest, <<$`>>) of
        [Code, Rest1] -> span(Rest1, <<>>, [[Plain, <<"<code>">>, escape(Code), <<"</code>">>] | Acc]);
        [_] -> span(Rest, <<Plain/binary, $`>>, Acc)
    end;
span(<<$[, Rest/binary>>, Plain, Acc) ->
    case binary:split(Rest, <<"](">>) of
        [Label, Rest1] ->
            [Target, Rest2] = binary:split(Rest1, <<")">>),
            Link = [<<"<a href=\"">>, escape(Target), <<"\">">>, span(Label), <<"</a>">>],
            span(Rest2, <<>>, [[Plain, Link] | Acc]);
        [_] ->
            span(Rest, <<Plain/binary, $[>>, Acc)
    end;
span(<<$<, Rest/binary>>, Plain, Acc) ->
    span(Rest, <<Plain/binary, "&lt;">>, Acc);
span(<<$&, Rest/binary>>, Plain, Acc) ->
    span(Rest, <<Plain/binary, "&amp;">>, Acc);
span(<<C, Rest/binary>>, Plain, Acc) ->
    span(Rest, <<Plain/binary, C>>, Acc).

enclosed(Rest, Mark, Tag, Plain, Acc) ->
    case binary:split(Rest, Mark) of
        [Inner, Rest1] -> span(Rest1, <<>>, [[Plain, $<, Tag, $>, span(Inner), "</", Tag, $>] | Acc]);
        [_] -> span(Rest, <<Plain/binary, Mark/binary>>, Acc)
    end.

escape(Text) -> << <<(escaped(C))/binary>> || <<C>> <= Text >>.

escaped($<) -> <<"&lt;">>;
escaped($>) -> <<"&gt;">>;
escaped($&) -> <<"&amp;">>;
escaped($") -> <<"&quot;">>;
escaped(C) -> <<C>>.

%% The text to render.

chapter(I) ->
    Number = integer_to_binary(I),
    [<<"# Chapter ", Number/binary, ": *on* `measuring`\n\n">>,
     <<"A paragraph with **strong words, *nested* ones**, a [link & label](https://example.org/?a=1&b=2)\n",
       "and a second line; 2 \\* 3 < 7 & so on. An unclosed [bracket and `tick.\n\n">>,
     <<"- first item\n- second with `code <b>`\n- third, **bold**\n\n">>,
     <<"1. one\n2. two\n3. three\n\n">>,
     <<"> quoted text that *goes on*\n> over two lines\n\n">>,
     <<"| name | value |\n| alpha | ", Number/binary, " |\n| beta | `x` |\n\n">>,
     <<"```erlang\nf(X) when X < ", Number/binary, " -> \"text & more\".\n```\n\n">>,
     <<"## Zażółć gęślą jaźń\n\nThe last paragraph of the chapter has nothing special in it at all.\n\n"/utf8>>].
