%% JSON encoding in plain Erlang: maps and lists walked into an iolist, strings escaped bytewise.
-module(bench_json_encode).
-export([run/1]).

run(N) ->
    Value = document(150),
    Text = iolist_to_binary(encode(Value)),
    repeat(N, Value, byte_size(Text)),
    {byte_size(Text), erlang:crc32(Text)}.

repeat(0, _, _) ->
    ok;
repeat(N, Value, Size) ->
    Size = iolist_size(encode(Value)),
    repeat(N - 1, Value, Size).

document(Count) ->
    #{
        version => 3,
        ok => true,
        none => null,
        items => [item(I) || I <- lists:seq(1, Count)]
    }.

item(I) ->
    #{
        id => I * 7919,
        name => <<"user ", (integer_to_binary(I))/binary>>,
        note => <<"caf\x{e9} \"quoted\" \\ back\nline\t"/utf8>>,
        score => I / 8,
        <<"tags">> => [<<"a">>, <<"bb">>, <<"ccc">>],
        <<"active">> => I rem 2 =:= 0
    }.

encode(true) -> <<"true">>;
encode(false) -> <<"false">>;
encode(null) -> <<"null">>;
encode(Atom) when is_atom(Atom) -> string(atom_to_binary(Atom));
encode(Int) when is_integer(Int) -> integer_to_binary(Int);
encode(Float) when is_float(Float) -> float_to_binary(Float, [{decimals, 6}, compact]);
encode(Bin) when is_binary(Bin) -> string(Bin);
encode([]) -> <<"[]">>;
encode([First | Rest]) -> [$[, encode(First), elements(Rest)];
encode(Map) when is_map(Map) -> [${, members(lists:sort(maps:to_list(Map))), $}].

elements([]) -> [$]];
elements([Value | Rest]) -> [$,, encode(Value) | elements(Rest)].

members([]) -> [];
members([{Key, Value}]) -> [encode(Key), $:, encode(Value)];
members([{Key, Value} | Rest]) -> [encode(Key), $:, encode(Value), $, | members(Rest)].

string(Bin) -> [$", escape(Bin, <<>>), $"].

escape(<<$", Rest/binary>>, Acc) -> escape(Rest, <<Acc/binary, $\\, $">>);
escape(<<$\\, Rest/binary>>, Acc) -> escape(Rest, <<Acc/binary, $\\, $\\>>);
escape(<<$\n, Rest/binary>>, Acc) -> escape(Rest, <<Acc/binary, $\\, $n>>);
escape(<<C, Rest/binary>>, Acc) when C < 32 ->
    Hex = integer_to_binary(C, 16),
    escape(Rest, <<Acc/binary, "\\u", (binary:copy(<<"0">>, 4 - byte_size(Hex)))/binary, Hex/binary>>);
escape(<<C, Rest/binary>>, Acc) -> escape(Rest, <<Acc/binary, C>>);
escape(<<>>, Acc) -> Acc.
