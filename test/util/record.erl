%% Records what real Erlang answers for the functions of src/util, as JSON in test/data/util.
%% Run by tools/record-util.ts; the random inputs have a fixed seed, so that recording again gives the same.
-module(record).
-export([main/1]).

main([Dir]) ->
    erts_debug:set_internal_state(available_internal_state, true),
    rand:seed(exsss, {1, 2, 3}),
    write(Dir, "floats.json", floats()),
    write(Dir, "float-texts.json", float_texts()),
    write(Dir, "integers.json", integers()),
    write(Dir, "utf8.json", utf8()),
    write(Dir, "checksums.json", checksums()),
    write(Dir, "hashes.json", hashes()),
    write(Dir, "map-order.json", map_orders()),
    rand:seed(exsss, {4, 5, 6}),
    write(Dir, "patterns.json", patterns()),
    write(Dir, "pattern-errors.json", pattern_errors()).

write(Dir, Name, Rows) ->
    ok = file:write_file(filename:join(Dir, Name), ["[\n", lists:join(",\n", Rows), "\n]\n"]).

%% JSON pieces, as iolists.
array(Items) -> ["[", lists:join(",", Items), "]"].
str(null) -> "null";
str(Text) -> ["\"", escape(unicode:characters_to_list(Text)), "\""].
escape(Text) ->
    [if C < 32; C =:= $"; C =:= $\\; C > 126, C < 65536 -> io_lib:format("\\u~4.16.0b", [C]);
        C > 126 -> V = C - 65536,
                   io_lib:format("\\u~4.16.0b\\u~4.16.0b", [16#D800 + V bsr 10, 16#DC00 + V band 1023]);
        true -> C
     end || C <- Text].
int(I) -> integer_to_list(I).
hex(Bin) -> str(binary:encode_hex(Bin, lowercase)).
answer(Fun) -> try Fun() of Answer -> str(Answer) catch error:badarg -> "null" end.

random_bytes(N) -> << <<(rand:uniform(256) - 1)>> || _ <- lists:seq(1, N) >>.
random_float() ->
    case <<(rand:uniform(1 bsl 64) - 1):64>> of <<F/float>> -> F; _ -> random_float() end.
repeat(N, Fun) -> [Fun() || _ <- lists:seq(1, N)].

%% [bits, default, short, digits, decimals, decimals compact, scientific]
floats() ->
    Chosen = [0.0, -0.0, 1.0, 1.0e10, 0.1, 1.0e-5, 123456789.0, 1.0e22, 5.0e-324, 1.7976931348623157e308,
              2.2250738585072014e-308, 9007199254740991.0, 9007199254740992.0, 9007199254740994.0,
              9007199254740990.0, 90071992547409910.0, 1.0e15, 1.0e16, 1.0e17, 1.0e21, 1.0e20, 0.5, 1.5, 2.5,
              3.5, 0.25, 0.125, 0.375, 1.0e-4, 1.0e-3, 1.0e2, 1.0e3, 1234567890.0, 12345678900.0, 0.001234,
              1.0e23, 123456.0, 1.0e6, 12300000.0, 1230000000000.0, 99.95, 99.995, 0.05, 9.5,
              0.9999999999999999, 4503599627370496.5, 4503599627370497.5, 0.49999999999999994],
    Random = repeat(150, fun random_float/0)
        ++ repeat(150, fun() -> (rand:uniform() - 0.5) * math:pow(10, rand:uniform(30) - 12) end)
        ++ repeat(100, fun() -> float(rand:uniform(trunc(math:pow(10, rand:uniform(19))))) end)
        ++ repeat(100, fun() -> rand:uniform(100000) / math:pow(2, rand:uniform(30)) end)
        ++ repeat(100, fun() -> rand:uniform(1000) * math:pow(10, rand:uniform(40) - 20) end),
    [begin
         Digits = digits(rand:uniform(4)),
         array([hex(<<F/float>>),
                answer(fun() -> float_to_list(F) end),
                answer(fun() -> float_to_list(F, [short]) end),
                int(Digits),
                answer(fun() -> float_to_list(F, [{decimals, Digits}]) end),
                answer(fun() -> float_to_list(F, [{decimals, Digits}, compact]) end),
                answer(fun() -> float_to_list(F, [{scientific, Digits}]) end)])
     end || F <- Chosen ++ Random].

digits(1) -> rand:uniform(30) - 1;
digits(2) -> rand:uniform(5) - 1;
digits(3) -> rand:uniform(19) - 1;
digits(4) -> rand:uniform(270) - 5.

%% [text, bits or null]
float_texts() ->
    Texts = ["", "1", "1.", ".1", "1.0", "+1.0", "-1.0", "--1.0", "1.0e", "1.0e+", "1.0e5", "1.0E-5", "1.0e+05",
             "1e5", " 1.0", "1.0 ", "1,5", "1.5.5", "1_0.0", "0x1.0", "1.0e400", "-1.0e400", "1.0e-400",
             "4.9e-324", "2.4e-324", "2.5e-324", "1.7976931348623157e308", "1.7976931348623159e308",
             "179769313486231580793728971405301.0e277", "00001.00000", "-0.0", "0.0", "inf", "nan", "1.0f",
             "9007199254740993.0", "9007199254740992.999999999999999999999999999999999999", "1.0e0000000005",
             "123456789012345678901234567890.123456789012345678901234567890", "1.0e1.0", "1.0\x{0}2"],
    [array([str(T), answer(fun() -> binary:encode_hex(<<(list_to_float(T))/float>>, lowercase) end)]) || T <- Texts].

%% [text, base, value or null]
integers() ->
    Chosen = [{T, B} || T <- ["", "+", "-", "0", "-0", "+0", "00", "1", "-1", "+1", " 1", "1 ", "1_0", "z", "Z",
                              "zz", "12", "99999999999999999999", "-99999999999999999999", "9007199254740991",
                              "9007199254740992", "-9007199254740992", "10.0", "0x10", "--1"],
                        B <- [2, 3, 10, 16, 36]],
    Random = repeat(200, fun() ->
        Base = 1 + rand:uniform(35),
        Sign = case rand:uniform(2) of 1 -> -1; 2 -> 1 end,
        {integer_to_list(Sign * rand:uniform(1 bsl (8 * rand:uniform(60))), Base), Base}
    end),
    [array([str(T), int(B), answer(fun() -> integer_to_list(list_to_integer(T, B)) end)]) || {T, B} <- Chosen ++ Random].

%% [bytes, status, code points of the good part, how many bytes it takes]
utf8() ->
    Chosen = [<<>>, <<"abc">>, <<"å"/utf8>>, <<16#C0, 16#80>>, <<16#C1, 16#BF>>, <<16#C2>>, <<16#C2, 16#41>>,
              <<16#E0, 16#80, 16#80>>, <<16#E0, 16#A0>>, <<16#E0, 16#80>>, <<16#ED, 16#A0, 16#80>>,
              <<16#ED, 16#9F, 16#BF>>, <<16#ED, 16#A0>>, <<16#F0, 16#80, 16#80, 16#80>>, <<16#F0, 16#90, 16#80>>,
              <<16#F4, 16#8F, 16#BF, 16#BF>>, <<16#F4, 16#90, 16#80, 16#80>>, <<16#F5, 1, 2, 3>>, <<16#F8>>,
              <<16#FF>>, <<16#80>>, <<"a", 16#EF, 16#BF, 16#BF>>, <<16#EF, 16#BB, 16#BF, "bom">>, <<16#E2, $a, $b>>,
              <<"x", 16#F7, 16#BF, 16#BF, 16#BF>>],
    Random = repeat(200, fun() ->
        Text = unicode:characters_to_binary([code_point(rand:uniform(4)) || _ <- lists:seq(1, rand:uniform(8))]),
        case rand:uniform(3) of
            1 -> binary:part(Text, 0, rand:uniform(byte_size(Text)));
            2 -> At = rand:uniform(byte_size(Text)) - 1,
                 <<Before:At/binary, _, After/binary>> = Text,
                 <<Before/binary, (rand:uniform(256) - 1), After/binary>>;
            3 -> Text
        end
    end),
    [begin
         {Status, Codes, Rest} = case unicode:characters_to_list(B) of
             {error, C, R} -> {"invalid", C, R};
             {incomplete, C, R} -> {"incomplete", C, R};
             C -> {"ok", C, <<>>}
         end,
         array([hex(B), str(Status), array([int(X) || X <- Codes]), int(byte_size(B) - byte_size(Rest))])
     end || B <- Chosen ++ Random].

code_point(1) -> rand:uniform(128) - 1;
code_point(2) -> 127 + rand:uniform(1920);
code_point(3) -> case 2047 + rand:uniform(63000) of S when S >= 16#D800, S =< 16#DFFF -> 16#20AC; C -> C end;
code_point(4) -> 65535 + rand:uniform(16#FFFFF).

%% [first bytes, second bytes, crc of both, combined crc, adler of both, combined adler]
checksums() ->
    [begin
         A = random_bytes(rand:uniform(40) - 1),
         B = random_bytes(rand:uniform(60) - 1),
         array([hex(A), hex(B), int(erlang:crc32(erlang:crc32(A), B)),
                int(erlang:crc32_combine(erlang:crc32(A), erlang:crc32(B), byte_size(B))),
                int(erlang:adler32(erlang:adler32(A), B)),
                int(erlang:adler32_combine(erlang:adler32(A), erlang:adler32(B), byte_size(B)))])
     end || _ <- lists:seq(1, 60)].

%% [term, phash2 in 32 bits, phash in 32 bits, internal hash in hexadecimal or null]
hashes() ->
    Chosen = [[], {}, 0, 1, -1, 16#7FFFFFF, 16#8000000, -16#8000000, -16#8000001, 1 bsl 59 - 1, 1 bsl 59, -(1 bsl 59),
              -(1 bsl 59) - 1, 1 bsl 64 - 1, 1 bsl 64, -(1 bsl 64), 1 bsl 128, 1 bsl 200 + 12345, 0.0, -0.0, 1.0,
              -3.14, a, 'å', 'Ж', 'longer atom with äöü and 日本', <<>>, <<1>>, <<"hello world!">>, <<"hello world!!">>,
              <<5:3>>, <<"abc", 1:1>>, "hello", "hell", [1, 2, 3 | tail], [a, b, c], [[1], [2]], [1000, 1, 2, 3],
              [300 | 5], [[] | []], {a, 1, "two", 3.0, <<"four">>}, {{}, a, {}, b}, {[], [], {}}, #{}, #{a => 1},
              #{1 => a, 2 => b}, #{"key" => #{x => 1}, <<"k">> => []}, [{a, [1, {b}]}, <<7:5>>]],
    Random = [random_term(rand:uniform(4)) || _ <- lists:seq(1, 250)],
    [array([term(T), int(erlang:phash2(T, 1 bsl 32)), int(erlang:phash(T, 1 bsl 32) - 1),
            str(integer_to_list(erts_debug:get_internal_state({internal_hash, T}), 16))])
     || T <- Chosen ++ Random].

random_term(0) ->
    case rand:uniform(7) of
        1 -> rand:uniform(1 bsl rand:uniform(62)) - rand:uniform(1 bsl rand:uniform(62));
        2 -> rand:uniform(1 bsl rand:uniform(300));
        3 -> random_float();
        4 -> lists:nth(rand:uniform(6), [ok, error, 'Ö', true, undefined, '']);
        5 -> Size = rand:uniform(300), <<B:Size/bitstring, _/bitstring>> = random_bytes(40), B;
        6 -> [];
        7 -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(20))]
    end;
random_term(Depth) ->
    Items = [random_term(rand:uniform(Depth) - 1) || _ <- lists:seq(1, rand:uniform(5))],
    case rand:uniform(4) of
        1 -> list_to_tuple(Items);
        2 -> Items;
        3 -> Items ++ random_term(0);
        4 -> maps:from_list([{I, random_term(0)} || I <- Items])
    end.

%% [keys in the order of creation, keys in the order of the iterator] of large maps
map_orders() ->
    [begin
         Keys = lists:usort(repeat(N, fun() -> random_term(1) end)),
         Map = maps:from_list([{K, 1} || K <- Keys]),
         array([array([term(K) || K <- Keys]), array([term(K) || {K, _} <- iterate(maps:next(maps:iterator(Map)))])])
     end || N <- [60, 100, 300]].

iterate(none) -> [];
iterate({K, V, I}) -> [{K, V} | iterate(maps:next(I))].

%% A term as JSON: [kind, ...]. Maps have their pairs in the order of the iterator, atoms their index.
term(T) when is_integer(T) -> array([str("int"), str(integer_to_list(T))]);
term(T) when is_float(T) -> array([str("float"), hex(<<T/float>>)]);
term(T) when is_atom(T) -> array([str("atom"), str(atom_to_list(T)), int(index(T))]);
term([]) -> array([str("nil")]);
term(T) when is_bitstring(T) ->
    Size = bit_size(T),
    Pad = (8 - Size rem 8) rem 8,
    array([str("bits"), hex(<<T/bitstring, 0:Pad>>), int(Size rem 8)]);
term(T) when is_tuple(T) -> array([str("tuple"), array([term(E) || E <- tuple_to_list(T)])]);
term([H | T]) -> array([str("cons"), term(H), term(T)]);
term(T) when is_map(T) ->
    array([str("map"), array([array([term(K), term(V)]) || {K, V} <- iterate(maps:next(maps:iterator(T)))])]).

%% The index of an atom: an immediate's internal hash is an invertible function of its word.
index(Atom) ->
    Mask = 16#ffffffffffffffff,
    H1 = unshift(erts_debug:get_internal_state({internal_hash, Atom})),
    H2 = unshift((H1 * 16#9CB4B2F8129337DB) band Mask),
    H3 = unshift((H2 * 16#4F74430C22A54005) band Mask),
    H3 bsr 6.

unshift(H) -> H bxor (H bsr 33).

%% [pattern, options, [[subject, run options, answer]...]]; the answer is "nomatch", an error or pairs of start and length.
patterns() ->
    Chosen = [
        {"a(b)?c", [], ["abc", "ac", "xxacabc", ""]},
        {"^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$", [], ["  key = a value  ", "=", "a="]},
        {"(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)", [], ["on 2024-05-17.", "24-05-17"]},
        {"(?x) ( \\d+ ) # number\n \\s + ( [a-z]+ )", [], ["12  abc"]},
        {"\\((?:[^()]++|(?R))*\\)", [], ["x(a(b)c)(d", "((((", "(())"]},
        {"^(?:(?<q>[\"'])(.*?)\\k<q>|([^,]*))", [], ["'a,b',c", "\"x\"", "plain,x"]},
        {"(?i)stra\x{df}e", [unicode], ["STRASSE Stra\x{df}e", "STRA\x{1e9e}E"]},
        {"\\p{Lu}\\p{Ll}+", [unicode], ["\x{416}\x{443}\x{43a}", "abc \x{c5}ngstr\x{f6}m"]},
        {"\\w+", [unicode], ["\x{e9}t\x{e9}", "\x{416}\x{443}"]},
        {"\\w+", [unicode, ucp], ["\x{e9}t\x{e9}", "\x{416}\x{443} x"]},
        {"\\b\\w", [unicode, ucp], ["\x{416}\x{443} x", "- \x{e9}"]},
        {"[[:alpha:]]+", [unicode, ucp], ["12\x{416}\x{443}"]},
        {"[^a]", [unicode], ["a\x{1F600}b", "aaa"]},
        {".", [unicode], ["\x{1F600}"]},
        {"(?<=\\d{3})x", [], ["123x", "12x"]},
        {"(?<!a|bc)x", [], ["ax bcx cx"]},
        {"(?<=\x{416}.)b", [unicode], ["\x{416}\x{443}b"]},
        {"^a$", [multiline], ["b\na\nc", "a\n"]},
        {"a$", [], ["a\n", "a\n\n"]},
        {"a$", [dollar_endonly], ["a\n", "a"]},
        {"a\\Z", [], ["a\n"]},
        {"a\\z", [], ["a\n", "a"]},
        {"^.*$", [{newline, crlf}, multiline], ["a\r\nb\rc\n"]},
        {"^.*$", [{newline, any}, multiline], ["\r\nb\rc\n"]},
        {"(?<n>a)|(?<n>b)", [dupnames], ["b", "a"]},
        {"(?|(a)(b)|(c))(d)", [], ["abd", "cd"]},
        {"(a)?(?(1)b|c)", [], ["ab", "c", "b"]},
        {"(?(DEFINE)(?<byte>25[0-5]|2[0-4]\\d|1?\\d?\\d))^(?&byte)(?:\\.(?&byte)){3}$", [],
         ["192.168.1.255", "256.1.1.1"]},
        {"^(?>a+)ab", [], ["aaab"]},
        {"(a|ab)(c|bcd)(d*)", [], ["abcd"]},
        {"(.)\\1", [caseless], ["xAa", "abc"]},
        {"foo\\Kbar", [], ["foobar"]},
        {"(?U)a+(b+)?", [], ["aabb"]},
        {"a+?(b*)", [ungreedy], ["aabb"]},
        {"\\R", [], ["\r\n", "\x{85}", "\v"]},
        {"\\R", [bsr_anycrlf], ["\x{85}\n", "\v"]},
        {"\\h+\\v*\\H", [], ["\t \n\nx"]},
        {"[\\w.+-]+@[\\w-]+\\.[\\w.-]+", [], ["mail joe.doe+x@example.co.uk now"]},
        {"(*COMMIT)b", [], ["ab", "b"]},
        {"a+(*SKIP)b|.", [], ["aaac"]},
        {"a(*PRUNE)b|ac", [], ["ac"]},
        {"\\Qa.b\\E+", [], ["a.bbb", "axb"]},
        {"[\\Q]-\\E]", [], ["]", "-"]},
        {"[]a]+", [], ["]a]"]},
        {"[^]a]+", [], ["]ab"]},
        {"a{,3}", [], ["a{,3}", "aaa"]},
        {"\\d{2,}?", [], ["1234"]},
        {"\\d{2,3}+3", [], ["1233", "123"]},
        {"()", [], ["abc"]},
        {"(?:)*x", [], ["x"]},
        {"(a*)*", [], ["aaa", "b"]},
        {"(a*)+b", [], ["aab"]},
        {"(?:a|b|)*c", [], ["abac"]},
        {"((a)|(b))*", [], ["abab"]},
        {"(?s).+", [], ["a\nb"]},
        {"a.b", [firstline], ["x\na-b", "a-b\n"]},
        {"b", [anchored], ["ab", "b"]},
        {"(\\w)(\\w)", [no_auto_capture], ["ab"]},
        {"[[:<:]]a\\w*[[:>:]]", [], ["ba ab"]}
    ],
    [pattern(P, O, [{S, RunOptions} || S <- Ss, RunOptions <- run_options(P)]) || {P, O, Ss} <- Chosen]
        ++ random_patterns(600).

run_options("()") -> [[], [notempty], [notempty_atstart], [{offset, 1}]];
run_options("^" ++ _) -> [[], [notbol], [noteol], [{offset, 1}]];
run_options("a" ++ _) -> [[], [anchored], [noteol]];
run_options(_) -> [[]].

random_patterns(0) -> [];
random_patterns(N) ->
    Options = lists:nth(rand:uniform(6), [[], [], [caseless], [multiline], [dotall], [unicode]]),
    Pattern = lists:flatten(expression(3)),
    Subjects = [{[lists:nth(rand:uniform(6), "abcAB\n") || _ <- lists:seq(1, rand:uniform(12) - 1)], []}
                || _ <- lists:seq(1, 4)],
    case re:compile(Pattern, Options) of
        {ok, _} -> [pattern(Pattern, Options, Subjects) | random_patterns(N - 1)];
        {error, _} -> random_patterns(N)
    end.

expression(Depth) ->
    lists:join("|", [[piece(Depth) || _ <- lists:seq(1, rand:uniform(4))] || _ <- lists:seq(1, rand:uniform(2))]).

piece(Depth) -> [atom(Depth), lists:nth(rand:uniform(14), ["", "", "", "", "", "", "*", "+", "?", "*?", "+?", "++", "{1,2}", "{2}"])].

atom(0) -> lists:nth(rand:uniform(10), ["a", "b", "c", ".", "[ab]", "[^a]", "\\w", "A", "[b-c]", "\\W"]);
atom(Depth) ->
    case rand:uniform(18) of
        1 -> ["(", expression(Depth - 1), ")"];
        2 -> ["(?:", expression(Depth - 1), ")"];
        3 -> ["(?>", expression(Depth - 1), ")"];
        4 -> ["(?=", expression(Depth - 1), ")"];
        5 -> ["(?!", expression(Depth - 1), ")"];
        6 -> ["(?<=", atom(0), ")"];
        7 -> ["(?<!", atom(0), atom(0), ")"];
        8 -> ["(", expression(Depth - 1), ")\\1"];
        9 -> ["(", expression(Depth - 1), ")?(?(1)", atom(0), "|", atom(0), ")"];
        10 -> ["(?i)", atom(0)];
        11 -> lists:nth(rand:uniform(6), ["^", "$", "\\b", "\\B", "\\Z", "\\K"]);
        12 -> ["(", atom(0), "(?1)?", atom(0), ")"];
        _ -> atom(0)
    end.

pattern(Pattern, Options, Subjects) ->
    Unicode = lists:member(unicode, Options),
    Bytes = fun(Text) when Unicode -> unicode:characters_to_binary(Text); (Text) -> list_to_binary(Text) end,
    {ok, Compiled} = re:compile(Bytes(Pattern), Options),
    array([hex(Bytes(Pattern)), options(Options),
           array([array([hex(Bytes(S)), options(RunOptions),
                         run_answer(re:run(Bytes(S), Compiled, RunOptions ++ [{capture, all, index}, report_errors]))])
                  || {S, RunOptions} <- Subjects])]).

run_answer(nomatch) -> str("nomatch");
run_answer({error, Reason}) -> str(atom_to_list(Reason));
run_answer({match, Pairs}) -> array([array([int(Start), int(Length)]) || {Start, Length} <- Pairs]).

options(Options) ->
    array([case O of
               {newline, Kind} -> str("newline:" ++ atom_to_list(Kind));
               {offset, At} -> str("offset:" ++ integer_to_list(At));
               _ -> str(atom_to_list(O))
           end || O <- Options]).

%% [pattern, options, message, position]
pattern_errors() ->
    Wrong = [{"(", []}, {"a)", []}, {"[a", []}, {"a**", []}, {"*", []}, {"\\", []}, {"(?<=a*)", []}, {"(?R)", []},
             {"(?<a>x)(?<a>y)", []}, {"\\p{Foo}", [unicode]}, {"(?z)", []}, {"a{2,1}", []}, {"[z-a]", []},
             {"\\g{3}", []}, {"(a)\\2", []}, {"\\L", []}, {"\\N{U+1}", []}, {"\\x{110000}", [unicode]},
             {"\\x{100}", []}, {"[[:foo:]]", []}, {"(?(1)a|b|c)", []}, {"(?:a)(?(1)b)", []}, {"()(?(1)a|b|c)", []},
             {"(*FOO)", []}, {"\\c", []}, {"(?#", []}, {"(?P=x)", []}, {"\\k<x>", []}, {"a{65536}", []}, {"(?", []},
             {"(?<", []}, {"(?<>a)", []}, {"(?<1a>a)", []}, {"[:alpha:]", []}, {"[[.a.]]", []}, {"(?1)", []},
             {"(?P", []}, {"\\x{zz}", []}, {"(?(DEFINE)a|b)", []}, {"(?|(?<a>A)|(?<b>B", []}, {"[a-\\d]", []},
             {"(?i", []}, {"\\p", [unicode]}, {"(?<name", []}, {"abc(def", []}, {"[a-[:digit:]]", []}],
    [begin
         {error, {Message, Position}} = re:compile(P, O),
         array([str(P), options(O), str(Message), int(Position)])
     end || {P, O} <- Wrong].
