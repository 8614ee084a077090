%% A JSON decoder over documents as services send them: a map of a region (GeoJSON), a page of a message
%% feed, a package manifest. Written as fast decoders are: a position into the whole text, strings cut out as
%% sub-binaries unless they hold escapes, a stack of what to go on with instead of recursion.
-module(bench_documents).
-export([run/1]).

run(N) ->
    Texts = [iolist_to_binary(Text) || Text <- [region(), feed(), manifest()]],
    Values = [decode(Text) || Text <- Texts],
    ok = repeat(N, Texts),
    {[byte_size(Text) || Text <- Texts], [erlang:phash2(Value) || Value <- Values]}.

repeat(0, _) ->
    ok;
repeat(N, Texts) ->
    [#{} = decode(Text) || Text <- Texts],
    repeat(N - 1, Texts).

%% The decoder.

decode(Text) ->
    value(Text, Text, 0, [done]).

value(<<C, Rest/bits>>, Text, Skip, Stack) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    value(Rest, Text, Skip + 1, Stack);
value(<<$", Rest/bits>>, Text, Skip, Stack) ->
    string(Rest, Text, Skip + 1, Stack, 0);
value(<<${, Rest/bits>>, Text, Skip, Stack) ->
    key_or_end(Rest, Text, Skip + 1, Stack);
value(<<$[, Rest/bits>>, Text, Skip, Stack) ->
    value_or_end(Rest, Text, Skip + 1, Stack);
value(<<$-, Rest/bits>>, Text, Skip, Stack) ->
    integer(Rest, Text, Skip, Stack, 1);
value(<<C, Rest/bits>>, Text, Skip, Stack) when C >= $0, C =< $9 ->
    integer(Rest, Text, Skip, Stack, 1);
value(<<"true", Rest/bits>>, Text, Skip, Stack) ->
    continue(Rest, Text, Skip + 4, Stack, true);
value(<<"false", Rest/bits>>, Text, Skip, Stack) ->
    continue(Rest, Text, Skip + 5, Stack, false);
value(<<"null", Rest/bits>>, Text, Skip, Stack) ->
    continue(Rest, Text, Skip + 4, Stack, null);
value(_, _, Skip, _) ->
    error({invalid_json, Skip}).

value_or_end(<<C, Rest/bits>>, Text, Skip, Stack) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    value_or_end(Rest, Text, Skip + 1, Stack);
value_or_end(<<$], Rest/bits>>, Text, Skip, Stack) ->
    continue(Rest, Text, Skip + 1, Stack, []);
value_or_end(Rest, Text, Skip, Stack) ->
    value(Rest, Text, Skip, [array, [] | Stack]).

key_or_end(<<C, Rest/bits>>, Text, Skip, Stack) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    key_or_end(Rest, Text, Skip + 1, Stack);
key_or_end(<<$}, Rest/bits>>, Text, Skip, Stack) ->
    continue(Rest, Text, Skip + 1, Stack, #{});
key_or_end(Rest, Text, Skip, Stack) ->
    key(Rest, Text, Skip, [[] | Stack]).

key(<<C, Rest/bits>>, Text, Skip, Stack) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    key(Rest, Text, Skip + 1, Stack);
key(<<$", Rest/bits>>, Text, Skip, Stack) ->
    string(Rest, Text, Skip + 1, [key | Stack], 0);
key(_, _, Skip, _) ->
    error({invalid_json, Skip}).

continue(Rest, Text, Skip, [array | Stack], Value) -> array(Rest, Text, Skip, Stack, Value);
continue(Rest, Text, Skip, [key | Stack], Value) -> colon(Rest, Text, Skip, Stack, Value);
continue(Rest, Text, Skip, [object | Stack], Value) -> object(Rest, Text, Skip, Stack, Value);
continue(Rest, _, Skip, [done], Value) -> done(Rest, Skip, Value).

done(<<C, Rest/bits>>, Skip, Value) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    done(Rest, Skip + 1, Value);
done(<<>>, _, Value) ->
    Value;
done(_, Skip, _) ->
    error({invalid_json, Skip}).

array(<<C, Rest/bits>>, Text, Skip, Stack, Value)
  when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    array(Rest, Text, Skip + 1, Stack, Value);
array(<<$,, Rest/bits>>, Text, Skip, [Acc | Stack], Value) ->
    value(Rest, Text, Skip + 1, [array, [Value | Acc] | Stack]);
array(<<$], Rest/bits>>, Text, Skip, [Acc | Stack], Value) ->
    continue(Rest, Text, Skip + 1, Stack, lists:reverse(Acc, [Value]));
array(_, _, Skip, _, _) ->
    error({invalid_json, Skip}).

colon(<<C, Rest/bits>>, Text, Skip, Stack, Key) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    colon(Rest, Text, Skip + 1, Stack, Key);
colon(<<$:, Rest/bits>>, Text, Skip, Stack, Key) ->
    value(Rest, Text, Skip + 1, [object, Key | Stack]);
colon(_, _, Skip, _, _) ->
    error({invalid_json, Skip}).

object(<<C, Rest/bits>>, Text, Skip, Stack, Value)
  when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    object(Rest, Text, Skip + 1, Stack, Value);
object(<<$,, Rest/bits>>, Text, Skip, [Key, Acc | Stack], Value) ->
    key(Rest, Text, Skip + 1, [[{Key, Value} | Acc] | Stack]);
object(<<$}, Rest/bits>>, Text, Skip, [Key, Acc | Stack], Value) ->
    continue(Rest, Text, Skip + 1, Stack, maps:from_list([{Key, Value} | Acc]));
object(_, _, Skip, _, _) ->
    error({invalid_json, Skip}).

%% Most strings have no escape: those are a part of the text.
string(<<$", Rest/bits>>, Text, Skip, Stack, Length) ->
    continue(Rest, Text, Skip + Length + 1, Stack, binary:part(Text, Skip, Length));
string(<<$\\, Rest/bits>>, Text, Skip, Stack, Length) ->
    escape(Rest, Text, Skip + Length, Stack, binary:part(Text, Skip, Length));
string(<<C, Rest/bits>>, Text, Skip, Stack, Length) when C >= 16#20, C < 16#80 ->
    string(Rest, Text, Skip, Stack, Length + 1);
string(<<C/utf8, Rest/bits>>, Text, Skip, Stack, Length) when C >= 16#80 ->
    string(Rest, Text, Skip, Stack, Length + utf8_size(C));
string(_, _, Skip, _, Length) ->
    error({invalid_json, Skip + Length}).

string(<<$", Rest/bits>>, Text, Skip, Stack, Acc, Length) ->
    Part = binary:part(Text, Skip, Length),
    continue(Rest, Text, Skip + Length + 1, Stack, <<Acc/binary, Part/binary>>);
string(<<$\\, Rest/bits>>, Text, Skip, Stack, Acc, Length) ->
    Part = binary:part(Text, Skip, Length),
    escape(Rest, Text, Skip + Length, Stack, <<Acc/binary, Part/binary>>);
string(<<C, Rest/bits>>, Text, Skip, Stack, Acc, Length) when C >= 16#20, C < 16#80 ->
    string(Rest, Text, Skip, Stack, Acc, Length + 1);
string(<<C/utf8, Rest/bits>>, Text, Skip, Stack, Acc, Length) when C >= 16#80 ->
    string(Rest, Text, Skip, Stack, Acc, Length + utf8_size(C));
string(_, _, Skip, _, _, Length) ->
    error({invalid_json, Skip + Length}).

%% Skip is where the backslash stands.
escape(<<$u, Hex:4/binary, "\\u", Low:4/binary, Rest/bits>>, Text, Skip, Stack, Acc)
  when (binary_part(Hex, 0, 1) =:= <<"d">> orelse binary_part(Hex, 0, 1) =:= <<"D">>) ->
    High = binary_to_integer(Hex, 16) band 16#3FF,
    C = 16#10000 + (High bsl 10) + (binary_to_integer(Low, 16) band 16#3FF),
    string(Rest, Text, Skip + 12, Stack, <<Acc/binary, C/utf8>>, 0);
escape(<<$u, Hex:4/binary, Rest/bits>>, Text, Skip, Stack, Acc) ->
    string(Rest, Text, Skip + 6, Stack, <<Acc/binary, (binary_to_integer(Hex, 16))/utf8>>, 0);
escape(<<C, Rest/bits>>, Text, Skip, Stack, Acc) ->
    string(Rest, Text, Skip + 2, Stack, <<Acc/binary, (unescaped(C, Skip))>>, 0);
escape(<<>>, _, Skip, _, _) ->
    error({invalid_json, Skip}).

unescaped($n, _) -> $\n;
unescaped($t, _) -> $\t;
unescaped($r, _) -> $\r;
unescaped($b, _) -> $\b;
unescaped($f, _) -> $\f;
unescaped($/, _) -> $/;
unescaped($\\, _) -> $\\;
unescaped($", _) -> $";
unescaped(_, Skip) -> error({invalid_json, Skip}).

utf8_size(C) when C < 16#800 -> 2;
utf8_size(C) when C < 16#10000 -> 3;
utf8_size(_) -> 4.

%% Skip stays where the number begins.
integer(<<C, Rest/bits>>, Text, Skip, Stack, Length) when C >= $0, C =< $9 ->
    integer(Rest, Text, Skip, Stack, Length + 1);
integer(<<$., Rest/bits>>, Text, Skip, Stack, Length) ->
    fraction(Rest, Text, Skip, Stack, Length + 1);
integer(<<E, Rest/bits>>, Text, Skip, Stack, Length) when E =:= $e; E =:= $E ->
    Mantissa = binary:part(Text, Skip, Length),
    exponent(Rest, Text, Skip + Length + 1, Stack, <<Mantissa/binary, ".0e">>, 0);
integer(Rest, Text, Skip, Stack, Length) ->
    Value = binary_to_integer(binary:part(Text, Skip, Length)),
    continue(Rest, Text, Skip + Length, Stack, Value).

fraction(<<C, Rest/bits>>, Text, Skip, Stack, Length) when C >= $0, C =< $9 ->
    fraction(Rest, Text, Skip, Stack, Length + 1);
fraction(<<E, Rest/bits>>, Text, Skip, Stack, Length) when E =:= $e; E =:= $E ->
    Mantissa = binary:part(Text, Skip, Length),
    exponent(Rest, Text, Skip + Length + 1, Stack, <<Mantissa/binary, "e">>, 0);
fraction(Rest, Text, Skip, Stack, Length) ->
    Value = binary_to_float(binary:part(Text, Skip, Length)),
    continue(Rest, Text, Skip + Length, Stack, Value).

exponent(<<C, Rest/bits>>, Text, Skip, Stack, Mantissa, Length)
  when C >= $0, C =< $9; C =:= $-; C =:= $+ ->
    exponent(Rest, Text, Skip, Stack, Mantissa, Length + 1);
exponent(Rest, Text, Skip, Stack, Mantissa, Length) ->
    Exponent = binary:part(Text, Skip, Length),
    Value = binary_to_float(<<Mantissa/binary, Exponent/binary>>),
    continue(Rest, Text, Skip + Length, Stack, Value).

%% The documents: made here, as their makers would print them.

region() ->
    ["{\"type\":\"FeatureCollection\",\"bbox\":[19.1,49.8,20.4,50.3],\"features\":[",
     lists:join(",", [feature(I) || I <- lists:seq(1, 24)]), "]}"].

feature(I) ->
    ["{\"type\":\"Feature\",\"id\":\"way/", int(4000000 + I * 7919), "\",\"properties\":",
     "{\"name\":\"", place(I), "\",\"highway\":\"", road(I), "\",\"lanes\":", int(1 + I rem 4),
     ",\"maxspeed\":null,\"lit\":", boolean(I), ",\"length\":", int(I * 137), ".", int(I rem 10),
     "e-1},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[",
     lists:join(",", [point(I * 31 + J * 17) || J <- lists:seq(1, 20 + I rem 9)]), "]}}"].

point(K) ->
    ["[19.", int(100000 + K * 7727 rem 900000), ",50.", int(100000 + K * 3571 rem 900000), "]"].

place(I) ->
    element(1 + I rem 4, {<<"Długa"/utf8>>, <<"Św. Anny"/utf8>>, <<"Mostowa">>, <<"Krótka"/utf8>>}).
road(I) -> element(1 + I rem 5, {"residential", "primary", "footway", "service", "track"}).

feed() ->
    ["{\n  \"next_cursor\": \"bWVzc2FnZTox\",\n  \"messages\": [\n",
     lists:join(",\n", [message(I) || I <- lists:seq(1, 60)]), "\n  ]\n}\n"].

message(I) ->
    ["    {\n      \"id\": ", int(1450000000000000000 + I * 982451653),
     ",\n      \"created_at\": \"2026-03-", int(10 + I rem 20), "T08:", int(10 + I rem 50),
     ":00Z\",\n      \"text\": \"", text(I), "\",\n      \"user\": {\"id\": ", int(I * 7919),
     ", \"name\": \"user_", int(I), "\", \"verified\": ", boolean(I),
     ", \"url\": \"https:\\/\\/example.org\\/u\\/", int(I), "\"},\n      \"entities\": {\"tags\": [",
     lists:join(", ", [["{\"text\": \"tag", int(J), "\", \"indices\": [", int(J), ", ", int(J + 5), "]}"]
                       || J <- lists:seq(1, I rem 4)]),
     "], \"urls\": []},\n      \"reply_to\": null,\n      \"likes\": ", int(I * I rem 997),
     ",\n      \"score\": ", int(I), ".", int(I rem 100), "\n    }"].

text(I) ->
    case I rem 4 of
        0 -> "Just a line of plain text, as most of them are, of middling length.";
        1 -> "He said \\\"so be it\\\" and left\\nwithout a word\\u2026";
        2 -> <<"Zażółć gęślą jaźń — ありがとう!"/utf8>>;
        3 -> "Smile \\ud83d\\ude00 and go on \\ud83d\\udc4d"
    end.

manifest() ->
    ["{\n\t\"name\": \"some-tool\",\n\t\"version\": \"4.17.3\",\n\t\"private\": true,\n\t\"scripts\": {",
     lists:join(",", [["\n\t\t\"task:", int(I), "\": \"run --level ", int(I), " src/**/*.x\""]
                      || I <- lists:seq(1, 12)]),
     "\n\t},\n\t\"dependencies\": {",
     lists:join(",", [["\n\t\t\"@scope/library-", int(I), "\": \"^", int(I rem 7), ".", int(I rem 11), ".0\""]
                      || I <- lists:seq(1, 80)]),
     "\n\t},\n\t\"files\": [\"dist\", \"src\", \"LICENSE\"]\n}\n"].

int(I) -> integer_to_list(I).

boolean(I) -> atom_to_list(I rem 2 =:= 0).
