%% JSON decoding in plain Erlang: byte-wise binary matching, maps, floats, UTF-8.
-module(bench_json_decode).
-export([run/1]).

run(N) ->
    Text = document(200),
    Digest = erlang:phash2(decode(Text)),
    repeat(N, Text, Digest),
    {byte_size(Text), Digest}.

repeat(0, _, _) ->
    ok;
repeat(N, Text, Digest) ->
    #{<<"items">> := [_ | _]} = decode(Text),
    repeat(N - 1, Text, Digest).

%% The text of a document with Count records, the same in every run.
document(Count) ->
    Items = lists:join($,, [item(I) || I <- lists:seq(1, Count)]),
    iolist_to_binary(["{\"version\": 3, \"ok\": true, \"none\": null,\n \"items\": [", Items, "]}"]).

item(I) ->
    ["{\"id\":", integer_to_list(I * 7919), ", \"name\" : \"user ", integer_to_list(I),
     "\", \"note\":\"caf\\u00e9 \\\"q\\\" \\n ", <<"żółw"/utf8>>, "\", \"score\": ",
     integer_to_list(I rem 90), ".", integer_to_list(I rem 7), "25e-1,",
     "\"tags\":[\"a\",\"bb\",\"ccc\"], \"active\":", case I rem 2 of 0 -> "true"; 1 -> "false" end, "}\n"].

decode(Text) ->
    {Value, Rest} = value(space(Text)),
    <<>> = space(Rest),
    Value.

space(<<C, Rest/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r -> space(Rest);
space(Rest) -> Rest.

value(<<$", Rest/binary>>) -> string(Rest, <<>>);
value(<<${, Rest/binary>>) -> object(space(Rest), #{});
value(<<$[, Rest/binary>>) -> array(space(Rest), []);
value(<<"true", Rest/binary>>) -> {true, Rest};
value(<<"false", Rest/binary>>) -> {false, Rest};
value(<<"null", Rest/binary>>) -> {null, Rest};
value(<<$-, Rest/binary>>) -> {Value, Rest1} = number(Rest), {-Value, Rest1};
value(Rest) -> number(Rest).

array(<<$], Rest/binary>>, Acc) ->
    {lists:reverse(Acc), Rest};
array(Text, Acc) ->
    {Value, Rest} = value(Text),
    case space(Rest) of
        <<$,, Rest1/binary>> -> array(space(Rest1), [Value | Acc]);
        <<$], _/binary>> = Rest1 -> array(Rest1, [Value | Acc])
    end.

object(<<$}, Rest/binary>>, Acc) ->
    {Acc, Rest};
object(<<$", Rest/binary>>, Acc) ->
    {Key, Rest1} = string(Rest, <<>>),
    <<$:, Rest2/binary>> = space(Rest1),
    {Value, Rest3} = value(space(Rest2)),
    Acc1 = Acc#{Key => Value},
    case space(Rest3) of
        <<$,, Rest4/binary>> -> object(space(Rest4), Acc1);
        <<$}, _/binary>> = Rest4 -> object(Rest4, Acc1)
    end.

string(<<$", Rest/binary>>, Acc) ->
    {Acc, Rest};
string(<<$\\, $u, Hex:4/binary, Rest/binary>>, Acc) ->
    string(Rest, <<Acc/binary, (binary_to_integer(Hex, 16))/utf8>>);
string(<<$\\, C, Rest/binary>>, Acc) ->
    string(Rest, <<Acc/binary, (escape(C))>>);
string(<<C, Rest/binary>>, Acc) ->
    string(Rest, <<Acc/binary, C>>).

escape($n) -> $\n;
escape($t) -> $\t;
escape($r) -> $\r;
escape($b) -> $\b;
escape($f) -> $\f;
escape(C) -> C.

number(Text) ->
    {Int, Rest} = digits(Text, 0),
    case Rest of
        <<$., Rest1/binary>> ->
            {Fraction, Rest2} = digits(Rest1, 0),
            Mantissa = Int + Fraction / math:pow(10, byte_size(Rest1) - byte_size(Rest2)),
            exponent(Rest2, Mantissa);
        _ ->
            exponent(Rest, Int)
    end.

exponent(<<E, $-, Rest/binary>>, Mantissa) when E =:= $e; E =:= $E ->
    {Exp, Rest1} = digits(Rest, 0),
    {Mantissa / math:pow(10, Exp), Rest1};
exponent(<<E, Rest/binary>>, Mantissa) when E =:= $e; E =:= $E ->
    {Exp, Rest1} = digits(Rest, 0),
    {Mantissa * math:pow(10, Exp), Rest1};
exponent(Rest, Mantissa) ->
    {Mantissa, Rest}.

digits(<<C, Rest/binary>>, Acc) when C >= $0, C =< $9 -> digits(Rest, Acc * 10 + C - $0);
digits(Rest, Acc) -> {Acc, Rest}.
