%% Records what real Erlang answers for calls of built-in functions, one JSON file per topic in test/data/bifs.
%% A row is the base64 of term_to_binary({M, F, Args, Answer}); an answer is {ok, Term} or {Class, Reason}.
%% Run by tools/record-bifs.ts; random inputs have a fixed seed.
-module(record_bifs).
-export([main/1]).

main([Dir]) ->
    rand:seed(exsss, {1, 2, 3}),
    [write(Dir, Topic, [row(C) || C <- Calls]) || {Topic, Calls} <- topics()],
    write(Dir, ets, ets_rows()),
    write(Dir, print, [row_of(T, list_to_binary(erts_internal:term_to_string(T, undefined))) || T <- terms()]),
    write(Dir, 'match-spec', [row(C) || C <- match_specs()]).

write(Dir, Topic, Rows) ->
    Lines = lists:join(",\n", [[$", base64:encode(R), $"] || R <- Rows]),
    ok = file:write_file(filename:join(Dir, atom_to_list(Topic) ++ ".json"), ["[\n", Lines, "\n]\n"]).

row({M, F, A} = Call) -> row_of(Call, answer(Call), M, F, A).
row_of(_, Answer, M, F, A) -> term_to_binary({M, F, A, Answer}, [{minor_version, 2}]).
row_of(T, Answer) -> term_to_binary({T, Answer}, [{minor_version, 2}]).

answer({M, F, A}) ->
    try apply(M, F, A) of V -> {ok, V}
    catch C:R:S -> {C, R, cause(S)} end.

cause([{_, _, _, Info} | _]) ->
    case lists:keyfind(error_info, 1, Info) of
        {_, #{cause := Cause}} -> Cause;
        _ -> none
    end;
cause(_) -> none.

e(F, A) -> {erlang, F, A}.

topics() ->
    [{types, types()}, {operators, operators()}, {numbers, numbers()}, {tuples, tuples()}, {atoms, atoms()},
     {binaries, binaries()}, {math, math()}, {unicode, unicode()}, {packets, packets()}, {re, regexps()}].

%% Terms of all kinds.
terms() ->
    Small = [0, 1, -1, 42, 1 bsl 29, 1 bsl 30, -(1 bsl 30), 1 bsl 31, 1 bsl 59, 1 bsl 60, 1 bsl 63, -(1 bsl 63), 1 bsl 64,
             -(1 bsl 200), 0.0, -0.0, 1.0, -1.5, 1.0e22, 1.0e300, 2.5, 3.5, -2.5, 0.49999999999999994],
    Small ++
    [a, '', 'hello world', 'Abc', true, false, nil, 'åäö', '\x{3a9}x', 'a\'b', 'a\nb', [], [1], [1, 2 | 3], "string", "s\"\n\\",
     [a, [b, c], "x"], [255, 1], {}, {1}, {a, b}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, #{}, #{a => 1}, #{1 => a, b => "x", 2.0 => []},
     <<>>, <<1, 2, 3>>, <<"text">>, <<"q\"q">>, <<1:1>>, <<1, 2:3>>, <<255, 254>>, fun lists:map/2, fun 'A b':c/0,
     {1.0, [<<1>> | a], #{x => {y}}}, maps:from_list([{I, I} || I <- lists:seq(1, 40)])].

numbers_all() -> [T || T <- terms(), is_number(T)].

types() ->
    [e(F, [T]) || F <- [is_atom, is_boolean, is_binary, is_bitstring, is_float, is_function, is_integer, is_list, is_map,
                        is_number, is_pid, is_port, is_reference, is_tuple, hd, tl, length, size, tuple_size, byte_size,
                        bit_size, map_size, abs, float, trunc, round, floor, ceil],
                  T <- terms()] ++
    [e(is_function, [T, A]) || T <- [a, fun lists:map/2], A <- [0, 2, -1, a, 1 bsl 64]] ++
    [e(is_record, [T, a]) || T <- terms()] ++ [e(is_record, [{a, b}, T]) || T <- terms()] ++
    [e(is_record, [{a, b}, a, N]) || N <- [2, 3, -1, 0, a, 1 bsl 70]] ++
    [e(element, [N, T]) || N <- [0, 1, 2, 9, 10, -1, a], T <- [{}, {a}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, [], a]] ++
    [e(F, [K, M]) || F <- [map_get, is_map_key], K <- [a, 1, 1.0, 2], M <- [#{a => x, 1 => y}, #{}, a]].

operators() ->
    Values = [0, 1, -1, 7, -7, 1 bsl 29, (1 bsl 30) - 1, -(1 bsl 30), 1 bsl 31, 1 bsl 59, -(1 bsl 59), 1 bsl 62, (1 bsl 63) - 1,
              -(1 bsl 63), 1 bsl 64, -(1 bsl 64), 3, 64, -64, 1.0, -2.5, 1.0e308, 0.0, a],
    [e(F, [A, B]) || F <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor'], A <- Values, B <- Values] ++
    [e(F, [A, B]) || F <- ['bsl', 'bsr'], A <- Values, B <- [0, 1, 5, 31, 62, 63, 64, 65, -1, -63, -64, -100, 200, 1.0, a]] ++
    [e('bsl', [1, 1 bsl 70]), e('bsr', [-1, 1 bsl 70]), e('bsl', [0, 1 bsl 70]), e('bsl', [5, 1 bsl 30])] ++
    [e(F, [A]) || F <- ['+', '-', 'bnot'], A <- Values] ++
    [e(F, [A, B]) || F <- ['==', '/=', '=:=', '=/=', '<', '=<', '>', '>=', min, max], A <- terms(), B <- [pick(terms()), A]] ++
    [e(F, [A, B]) || F <- ['and', 'or', 'xor'], A <- [true, false, 1], B <- [true, false, a]] ++
    [e('not', [A]) || A <- [true, false, 1]] ++
    [e('++', [A, B]) || A <- [[], [1], [1 | 2], a], B <- [[], [2], a]] ++
    [e('--', [A, B]) || A <- [[], [1, 2, 3, 2, 1.0], [1 | 2], a], B <- [[], [2], [2, 2, 1], [1 | 2], a]] ++
    [e('--', [random_list(60), random_list(40)]) || _ <- lists:seq(1, 10)].

pick(L) -> lists:nth(rand:uniform(length(L)), L).
random_list(N) -> [pick([rand:uniform(20), rand:uniform(9) + 0.0, a, {rand:uniform(3)}]) || _ <- lists:seq(1, N)].

numbers() ->
    Floats = [F || F <- terms(), is_float(F)] ++ [0.1, 1.0e-5, 123456.789, 1.0e23, 5.0e-324],
    Options = [[], [short], [compact], [{decimals, 3}], [{decimals, 3}, compact], [{scientific, 4}], [{decimals, 0}], [{decimals, 300}],
               [{decimals, -1}], [foo], [{decimals, a}], [short, {scientific, 2}], a, [compact | x]],
    [e(F, [V, O]) || F <- [float_to_list, float_to_binary], V <- Floats ++ [1, a], O <- Options] ++
    [e(F, [V]) || F <- [float_to_list, float_to_binary, integer_to_list, integer_to_binary], V <- terms()] ++
    [e(F, [V, B]) || F <- [integer_to_list, integer_to_binary], V <- [I || I <- terms(), is_integer(I)], B <- [2, 10, 16, 36, 1, 37, a]] ++
    [e(list_to_integer, [S]) || S <- strings()] ++ [e(binary_to_integer, [B]) || B <- bins()] ++
    [e(list_to_integer, [S, B]) || S <- ["ff", "FF", "-7f", "z", "12", "", [a], a, "+0"], B <- [2, 8, 16, 36, 1, a]] ++
    [e(binary_to_integer, [S, B]) || S <- [<<"ff">>, <<"-7F">>, <<"z">>, <<>>, <<"12">>, a, <<1:3>>], B <- [2, 8, 16, 36, 1, a]] ++
    [e(list_to_float, [S]) || S <- strings()] ++ [e(binary_to_float, [B]) || B <- bins()] ++
    [{string, list_to_float, [S]} || S <- strings()] ++
    [{erts_internal, list_to_integer, [S, 10]} || S <- strings(), not is_list(S) orelse length_or(S) < 15] ++
    [{erts_internal, binary_to_integer, [B, 10]} || B <- bins(), not is_binary(B) orelse byte_size(B) < 15].

length_or(L) -> try length(L) catch _:_ -> 0 end.

strings() ->
    ["1", "12x", "-5", "+5", "", "-", "abc", "1.5", "-1.5e3", "1.5e", "1.0e400", "1e5", "00012", "0.000", "1.5x", [$1, a], [$1 | b], a,
     "123456789012345678901234567890", "1,5", " 1", "1 ", [300], "1.2.3", "1.5e+", "1.5e+7z", "-0.0", "+1.5"].
bins() -> [case catch list_to_binary(S) of B when is_binary(B) -> B; _ -> S end || S <- strings()] ++ [<<1:3>>].

tuples() ->
    T9 = {1, 2, 3, 4, 5, 6, 7, 8, 9},
    [e(setelement, [I, T, x]) || I <- [0, 1, 2, 9, 10, a], T <- [{}, {a}, {a, b}, {1, 2, 3}, T9, []]] ++
    [e(make_tuple, [N, x]) || N <- [0, 1, 3, 9, -1, a, 16777216]] ++
    [e(make_tuple, [3, x, L]) || L <- [[], [{1, a}], [{3, a}, {3, b}], [{4, a}], [{0, a}], [a], [{1, a} | b], a, [{a, 1}]]] ++
    [e(append_element, [T, x]) || T <- [{}, {a}, T9, a]] ++
    [e(insert_element, [I, T, x]) || I <- [0, 1, 2, 3, 10, 11, a], T <- [{}, {a}, {a, b}, T9, a]] ++
    [e(delete_element, [I, T]) || I <- [0, 1, 2, 9, 10, a], T <- [{}, {a}, {a, b}, T9, a]] ++
    [e(tuple_to_list, [T]) || T <- terms()] ++ [e(list_to_tuple, [T]) || T <- terms()].

atoms() ->
    Texts = ["abc", "", "a b", "åäö", [937, 120], [16#1f600], [16#d800], [16#110000], [-1], [a], a, [$a | b],
             lists:duplicate(255, $a), lists:duplicate(256, $a), lists:duplicate(255, 937)],
    Utf8 = [case catch unicode:characters_to_binary(T) of B when is_binary(B) -> B; _ -> T end || T <- Texts] ++
           [<<255>>, <<16#c3>>, <<1:3>>, list_to_binary(lists:duplicate(256, $a))],
    [e(atom_to_list, [T]) || T <- terms()] ++
    [e(atom_to_binary, [A, E]) || A <- [abc, 'åäö', [937], list_to_atom([937]), 1], E <- [latin1, utf8, unicode, foo]] ++
    [e(list_to_atom, [T]) || T <- Texts] ++
    [e(binary_to_atom, [B, E]) || B <- Utf8, E <- [latin1, utf8, foo]] ++
    [e(list_to_existing_atom, [T]) || T <- ["abc", "no such atom as this one", a, [16#d800], lists:duplicate(256, $a)]] ++
    [e(binary_to_existing_atom, [T, utf8]) || T <- [<<"abc">>, <<"no such atom as this one">>, a, <<255>>]].

iolists() ->
    [[], <<>>, <<"abc">>, [1, 2, 3], [1, [2, <<3, 4>>], <<5>>], [[] | <<"x">>], [[[[1]]]], [256], [-1], [a], a, [1 | 2], <<1:3>>, [<<1:3>>],
     [<<1:3>>, 255], [<<1:3>>, <<1:5>>], [<<1:4>>, <<2:4>> | <<3:7>>], 1, lists:seq(0, 255), [lists:seq(1, 100), <<0:4000>>, [<<1>> | <<2>>]],
     [<<0:2048>>, 1, <<0:2056>>, <<0:2064>>, 2, 3]].

binaries() ->
    B = <<1, 2, 3, 4, 5>>,
    [e(F, [T]) || F <- [iolist_size, iolist_to_binary, iolist_to_iovec, list_to_binary, list_to_bitstring, crc32, adler32, md5],
                  T <- iolists()] ++
    [e(F, [T]) || F <- [binary_to_list, bitstring_to_list], T <- terms()] ++
    [e(binary_to_list, [B, S, E]) || S <- [0, 1, 3, 5, 6, a], E <- [0, 1, 3, 5, 6, a]] ++
    [e(split_binary, [X, N]) || X <- [B, <<>>, <<1, 2:4>>, a], N <- [0, 1, 2, 5, 6, -1, a]] ++
    [e(binary_part, [X, S, N]) || X <- [B, <<1, 2:4>>, a], S <- [0, 1, 5, 6, -1, a], N <- [0, 1, 5, -1, -5, a]] ++
    [e(binary_part, [B, P]) || P <- [{0, 5}, {5, -5}, {1, 5}, {a, 1}, {1}, a]] ++
    [e(F, [N, <<"abc">>]) || F <- [crc32, adler32], N <- [0, 1, 16#ffffffff, 1 bsl 32, -1, a]] ++
    [e(F, [A, C, N]) || F <- [crc32_combine, adler32_combine], A <- [0, 1, 16#ffffffff], C <- [5, 1 bsl 32], N <- [0, 1, 1000, -1, a]] ++
    [e(md5_final, [<<1>>]), e(md5_update, [a, <<>>])] ++
    [e(md5, [crypto_like(N)]) || N <- [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 1000]].

crypto_like(N) -> << <<(I rem 256)>> || I <- lists:seq(1, N) >>.

math() ->
    Values = [0, 1, -1, 2, 10, 0.0, -0.0, 0.5, -0.5, 1.0, 1.5, 3.7, -3.7, 100.25, 1.0e10, 1.0e-10, 700, 710, -750.0, 1.0e308,
              1 bsl 100, 1 bsl 2000, a],
    [{math, F, [V]} || F <- [cos, cosh, sin, sinh, tan, tanh, acos, acosh, asin, asinh, atan, atanh, erf, erfc, exp, log, log2, log10,
                             sqrt, floor, ceil], V <- Values] ++
    [{math, F, [A, B]} || F <- [atan2, pow, fmod], A <- Values, B <- [0, 1, -1, 2, 0.5, -3, 3.0, 10, 1.0e10, a]].

unicode() ->
    Data = [<<"abc">>, <<"åäö"/utf8>>, <<229, 228>>, <<"a", 255, "b">>, <<"a", 16#c3>>, [16#c3, 16#a5], [<<16#c3>>, <<16#a5>>],
            [<<"a", 16#e2, 16#82>>, <<16#ac, "z">>], [$a, 937, <<"x">>], [[$a | <<"b">>] | <<"c">>], [16#d800], [$a, 16#d800, $b], [16#110000],
            [-1], [a], a, [], <<>>, [<<"a">> | b], <<1:3>>, [<<1:3>>], [$a, [<<"b", 16#e2>>], $c], [<<"x", 16#f0, 16#9f>>], "日本",
            [<<"日"/utf8>>, 26412, [<<"語"/utf8>>]], <<16#ed, 16#a0, 16#80>>, <<16#f4, 16#90, 16#80, 16#80>>, <<16#c0, 16#80>>,
            [<<16#e2, 16#82>> | <<16#ac>>], [[[<<16#e2>>], <<16#82>>], <<16#ac>>, 65, <<255>>, 66], [65, [66, [a]], 67]],
    [{unicode, F, [D, E]} || F <- [characters_to_binary, characters_to_list], D <- Data, E <- [unicode, utf8, latin1]] ++
    %% Of a binary like <<"abc">> it is wrong in OTP 27 and 29: they say false, OTP 25 and the documentation true.
    [{unicode, bin_is_7bit, [D]} || D <- Data, D =/= <<"abc">>].

%% Calls that the emulator does by itself: no `global`, and with `unicode` binaries only.
regexps() ->
    Run = fun(Argss) -> [{re, run, Args} || Args <- Argss] end,
    Named = "(?<first>a)(?<second>b)?(?<third>c)",
    Double = "(?<n>a)|(?<n>b)(?<m>x)?",
    Captures = [all, none, [], first, all_but_first, all_names, [0], [3, 1, 7], [first, "second", <<"third">>, nope], [[<<"fir">>, "st"]],
                [x, y | z], [-1], [1 bsl 40], [1.0], [{a}], foo, 1],
    Options = [foo, {foo, 1}, {offset, -1}, {offset, 1}, {offset, 2}, {offset, a}, {offset, 1 bsl 40}, {newline, foo}, {newline, cr}, {newline, 1},
               {match_limit, -1}, {match_limit, 0}, {match_limit, 100}, {match_limit_recursion, -1}, {match_limit_recursion, 100}, {capture, all, foo},
               {capture, all, index, x}, {}, 1, anchored, caseless, notbol, noteol, notempty, notempty_atstart, firstline, multiline, dotall,
               dollar_endonly, extended, ungreedy, no_auto_capture, dupnames, ucp, never_utf, no_start_optimize, bsr_anycrlf, bsr_unicode],
    Run([["xac", Named, [{capture, C, T}]] || C <- Captures, T <- [index, list, binary]]) ++
    Run([[<<"xac">>, Named, [{capture, C, T}]] || C <- Captures, T <- [index, list, binary]]) ++
    Run([["xac", Named, [{capture, C}]] || C <- Captures]) ++
    Run([[S, Double, [dupnames, {capture, C, list}]] || S <- ["a", "b", "bx"], C <- [all_names, [n], [m, n], all]]) ++
    Run([["b", "(?J)(?<n>a)|(?<n>b)|(?<n>c)", [{capture, C}]] || C <- [all_names, [n]]]) ++
    Run([[<<"Ba\nb">>, <<"^b(.)?$">>, [O, report_errors]] || O <- Options]) ++
    Run([[<<"ab">>, "b", [{newline, A}, {newline, B}, report_errors]] || A <- [cr, lf, crlf, any, anycrlf], B <- [cr, lf, crlf, any, anycrlf]]) ++
    Run([[S, P, []] || S <- [a, "ab", <<"ab">>, [<<"a">> | <<"b">>], [1000], <<1:4>>, []], P <- ["b", <<"b">>, [["b"]], b, [1000], <<1:4>>, [], {b}]]) ++
    Run([[S, P, [unicode, {capture, all, T}]] || S <- [<<"xå日"/utf8>>, <<255>>, <<16#c3>>], P <- [<<"."/utf8>>, <<"(å).$"/utf8>>, <<255>>], T <- [index, binary]]) ++
    Run([[<<"aXbX">>, P, [report_errors]] || P <- ["a(", "(*UTF8)X", "(*CRLF)^a", "[", "(?<n>a)(?<n>b)", "x{2,1}"]]) ++
    Run([["aaaaaaaaaaaaa!", "(a+)*[bc]", [report_errors, {match_limit, L}]] || L <- [10, 1000000]]) ++
    Run([["a", "a", foo], ["a", "a", [anchored | x]], ["a", "a", [bsr_anycrlf, bsr_unicode]], ["a", "(*UTF8)a", [never_utf]],
         ["a", {re_pattern, 0, 0, 0, <<"xyzw">>}, []], ["a", {re_pattern, 0, 0, 0, a}, []], ["a", {re_pattern, a, 0, 0, <<>>}, []]]) ++
    [{re, compile, [P, O]} || P <- ["a(", a, [1000], <<1:4>>, "*"], O <- [[], [dupnames], foo, [foo], [{offset, 1}], [unicode | x]]] ++
    [{re, compile, [<<255>>, [unicode]]}, {re, compile, ["("]}, {re, compile, [<<"a">>, [unicode, never_utf]]},
     {re, compile, ["a", [{newline, any}, {newline, lf}]]}, {re, compile, ["a", [bsr_anycrlf, bsr_unicode]]}] ++
    [{re, inspect, [P, namelist]} || P <- [a, {re_pattern, 0, 0, 0, a}, {re_pattern, 0, 0, 0, <<"xyzwv">>}]] ++
    [{re, internal_run, ["ba", "a", [{offset, 1}], F]} || F <- [true, false, foo]].

packets() ->
    Http = [<<"GET / HTTP/1.1\r\nHost: x\r\n\r\n">>, <<"HTTP/1.1 200 OK\r\n">>, <<"Host: example.com\r\nA: b\r\n">>, <<"\r\n">>,
            <<"Content-Length:  12 \r\nX">>, <<"X-foo: bar\r\n more\r\nZ">>, <<"GET http://a.b:80/c?d HTTP/1.0\r\n">>, <<"FOO * HTTP/1.1\r\n">>,
            <<"GET abc HTTP/1.1\r\n">>, <<"POST /x\r\n">>, <<"bad\r\n">>, <<"GET">>, <<"CONNECT a:443 HTTP/1.1\r\n">>, <<"content-type: x\r\n\r\n">>,
            <<"HTTP/1.1 404\r\n">>, <<"GET https://u@h/p HTTP/1.1\r\n">>, <<"OPTIONS ftp:zz HTTP/1.1\r\n">>, <<"A-Very-Long-Header-Name-Indeed: v\r\n\r\n">>],
    Plain = [<<>>, <<0>>, <<0, 3, "abc", "rest">>, <<3, "abcd">>, <<0, 0, 0, 3, "abcx">>, <<0, 0, 0, 9, "abc">>, <<"line\nrest">>, <<"no newline">>, <<"a\r\nb">>,
             <<16#30, 3, 1, 2, 3, 4>>, <<16#30, 16#82, 0, 2, 1, 2, 3>>, <<0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2>>],
    [e(decode_packet, [T, B, []]) || T <- [raw, 0, 1, 2, 4, line, asn1, sunrm, cdr, fcgi, tpkt, ssl_tls, foo], B <- Plain] ++
    [e(decode_packet, [T, B, O]) || T <- [1, 2, 4, line], B <- Plain, O <- [[{packet_size, 4}], [{line_length, 3}], [{line_delimiter, $a}], [foo]]] ++
    [e(decode_packet, [T, B, O]) || T <- [http, http_bin, httph, httph_bin], B <- Http, O <- [[], [{line_length, 8}]]] ++
    [e(decode_packet, [ssl_tls, B, []]) || B <- [<<22, 3, 1, 0, 2, 1, 2, 3>>, <<22, 3, 1, 0, 9, 1>>, <<128, 3, 1, 0, 2>>]] ++
    [e(decode_packet, [sunrm, B, []]) || B <- [<<128, 0, 0, 2, 1, 2, 3>>, <<0, 0, 0, 9>>]] ++
    [e(decode_packet, [tpkt, B, []]) || B <- [<<3, 0, 0, 6, 1, 2, 3>>, <<2, 0, 0, 6, 1, 2>>]] ++
    [e(decode_packet, [fcgi, B, []]) || B <- [<<1, 5, 0, 1, 0, 2, 1, 0, "abXz">>, <<2, 5, 0, 1, 0, 0, 0, 0>>]] ++
    [e(decode_packet, [cdr, B, []]) || B <- [<<"GIOP", 1, 0, 0, 0, 0, 0, 0, 2, "abz">>, <<"XIOP", 1, 0, 0, 0, 0, 0, 0, 2, "abz">>]] ++
    [e(decode_packet, [raw, a, []]), e(decode_packet, [raw, <<1:3>>, []]), e(decode_packet, [raw, <<1>>, a])].

match_specs() ->
    Against = [{1, a}, {1, 2}, {a, [x, y | z], #{k => 1, l => 2}}, {}, {1.0, <<"b">>}],
    Specs = [[{'_', [], ['$_']}], [{'$1', [], ['$1']}], [{{'$1', '$2'}, [], ['$$']}], [{{'$2', '$1'}, [], [['$1', '$2' | end_]]}],
             [{{'$1', '$1'}, [], [same]}, {'_', [], [other]}], [{{'$1', '_'}, [{is_atom, '$1'}], [atom]}, {{'_', '_'}, [], [not_atom]}],
             [{{'_', ['$1' | '$2'], #{k => '$3'}}, [], [{{'$1', '$2', '$3'}}]}], [{{'_', '_', #{k => '$1', m => '_'}}, [], ['$1']}],
             [{{'$1', '$2'}, [{'>', '$1', 0}, {'orelse', {is_atom, '$2'}, {is_integer, '$2'}}], [{'+', '$1', 1}]}],
             [{{'$1', '$2'}, [], [{hd, '$1'}]}], [{{'$1', '_'}, [{hd, '$1'}], [x]}, {'_', [], [y]}], [{{'$1', '_'}, [{'+', '$1', a}], [x]}],
             [{'$1', [{'andalso', true, 3}], [x]}], [{'$1', [], [{'andalso', true, 3}]}], [{'$1', [], [{'and', 1, 2}]}], [{'$1', [], [{'orelse', false, 7}]}],
             [{'$1', [], [{'andalso', 7, true}]}], [{'$1', [], [{'and', true, false, true}]}], [{'$1', [{'or', false, true}], [{'or', false, false}]}],
             [{'$1', [], [{const, {'$1', x}}]}], [{'$1', [], [#{a => '$1', {{b, '$1'}} => [1, '$1']}]}], [{'$1', [], [{{}}]}], [{'$1', [], [{{{const, 1}, 2}}]}],
             [{{'$1', '$2'}, [], [{self}]}], [{{'$1', '$2'}, [], ['$3']}], [{{'$1', '$2'}, [{foo, '$1'}, {is_atom}], [{'$1'}]}], [{'_', [], []}], [{'_', foo, ['$_']}],
             [{'_', [foo | bar], ['$_']}], foo, [foo], [{'_', []}], [{'_', [], [1 | 2]}], [{'_', [], [{message, 1}]}], [{'_', [], [{const, 1, 2}]}], [{'_', [], [{'and'}]}],
             [{{'$100', '$7'}, [], ['$$']}], [{'$01', [], [x]}, {'_', [], [y]}], [{{'_', '_'}, [], [{element, 1, '$_'}]}], [{'_', [{is_record, '$_', a, 3}], [rec]}, {'_', [], [no]}],
             [{'_', [], [{size, '$_'}]}], [{{'$1', '$2'}, [{'=:=', '$1', 1.0}], [x]}, {{'$1', '_'}, [{'==', '$1', 1.0}], [y]}], [{{1, '$1'}, [], ['$1']}],
             [{'_', [], [a, b, c]}], [{#{'$1' => 1}, [], [a]}], [{'_', [], [{node}]}], [{'_', [{map_get, k, {element, 3, '$_'}}], [a]}], [{'_', [{is_map_key, k, {element, 3, '$_'}}], [a]}],
             [{'_', [true, {'not', false}, {'xor', true, false}], [{length, [1, 2]}]}]],
    [e(match_spec_test, [A, S, table]) || A <- Against, S <- Specs, has_no_self(S)] ++
    [e(match_spec_test, [A, S, trace]) || A <- [[1, a], [], [x | y], a],
       S <- [[{['$1', '$2'], [], [{message, {{'$1', '$$'}}}, {return_trace}]}], [{['$1', '$2'], [], []}], [{'_', [], [{exception_trace}, {return_trace}]}],
             [{['$1', '$1'], [], []}], [{'$1', [], [{message, '$1'}]}], [{'_', [], [{message, false}]}], [{'_', [], [{message, {caller}}]}], [{a, [], []}], [{[a | b], [], []}],
             [{'_', [{message, 1}], []}], [{'_', [], [{message}]}], [{'_', [], [{return_trace, 1}]}], [{'_', [], [{silent, true}, {message, '$_'}]}]]] ++
    [e(match_spec_test, [{1}, [{'_', [], ['$_']}], foo])].

has_no_self(S) -> S =/= [{{'$1', '$2'}, [], [{self}]}].

%% Where a key stands in a hash table depends on the numbers of the atoms inside it, which are not the same everywhere.
depends_on_atoms(K) when is_atom(K) -> false;
depends_on_atoms(K) -> is_function(K) orelse has_atom(K).
has_atom(K) when is_tuple(K) -> has_atom(tuple_to_list(K));
has_atom([H | T]) -> has_atom(H) orelse has_atom(T);
has_atom(K) when is_map(K) -> has_atom(maps:to_list(K));
has_atom(K) -> is_atom(K).

%% ---- ets: scripts on named tables. A step {chunks, F, Args} follows the continuations of ets:F and answers all pieces.

ets_rows() -> lists:flatmap(fun script/1, scripts()).

script(Steps) ->
    Rows = [step(S) || S <- Steps],
    [catch ets:delete(T) || T <- [t, u]],
    Rows ++ [term_to_binary({reset, ok, [], ok})].

step({chunks, F, A}) -> term_to_binary({chunks, F, A, chunks(F, answer({ets, F, A}))});
step({F, A}) -> row({ets, F, A}).

chunks(_, {ok, '$end_of_table'}) -> ['$end_of_table'];
chunks(_, {ok, {L, '$end_of_table'}}) -> [L, '$end_of_table'];
chunks(F, {ok, {L, C}}) -> [L | chunks(F, answer({ets, F, [C]}))];
chunks(_, Other) -> [Other].

scripts() ->
    Types = [set, bag, duplicate_bag, ordered_set],
    All = [{'_', [], ['$_']}],
    Keys = lists:seq(1, 30) ++ [a, b, c, abc, hello, 'a longer atom'] ++ [-5, 0, 100000, 1 bsl 40],
    [[{new, [t, [Type, named_table]]}] ++
     [{insert, [t, {K, I}]} || {K, I} <- lists:zip(Keys, lists:seq(1, length(Keys)))] ++
     [{tab2list, [t]}, {select, [t, All]}, {select_reverse, [t, All]}, {match, [t, {'$1', '$2'}]}, {match_object, [t, {a, '_'}]}, {info, [t, size]},
      {chunks, select, [t, All, 1]}, {chunks, select, [t, All, 7]}, {chunks, select, [t, All, 1000]}, {chunks, match, [t, {'$1', '_'}, 4]},
      {chunks, match_object, [t, {'_', '_'}, 9]}, {chunks, select_reverse, [t, All, 7]}, {chunks, select, [t, [{{'$1', '_'}, [{'>', '$1', 20}], ['$1']}], 3]},
      {chunks, select, [t, [{{5, '_'}, [], ['$_']}], 3]}, {chunks, select, [t, [{{nokey, '_'}, [], ['$_']}], 3]},
      {first, [t]}, {last, [t]}] ++ [{next, [t, K]} || K <- Keys] ++ [{prev, [t, K]} || K <- Keys] ++
     [{slot, [t, N]} || N <- lists:seq(0, 60) ++ [255, 256, 257, -1, a]] ++
     [{lookup, [t, K]} || K <- [1, 1.0, a, nokey]] ++ [{member, [t, K]} || K <- [1, 1.0, nokey]] ++
     [{lookup_element, [t, K, P]} || K <- [1, 1.0, nokey], P <- [1, 2, 3, 0, a]] ++ [{lookup_element, [t, nokey, 2, def]}] ++
     [{first_lookup, [t]}, {last_lookup, [t]}, {next_lookup, [t, 5]}, {prev_lookup, [t, 5]}, {next, [t, nokey]}, {prev, [t, nokey]}] ++
     [{delete, [t, 3]}, {delete, [t, nokey]}, {delete_object, [t, {4, 4}]}, {delete_object, [t, {5, 99}]}, {take, [t, 6]}, {take, [t, nokey]}, {tab2list, [t]},
      {select_delete, [t, [{{'$1', '_'}, [{is_atom, '$1'}], [true]}]]}, {select_count, [t, [{{'$1', '_'}, [{'>', '$1', 10}], [true]}]]}, {tab2list, [t]},
      {select_replace, [t, [{{'$1', '$2'}, [], [{{'$1', {{'$2'}}}}]}]]}, {tab2list, [t]}, {select_replace, [t, [{{'$1', '$2'}, [], [{{'$2', '$1'}}]}]]},
      {select_replace, [t, [{'_', [], [{const, {1, 2}}]}]]}, {select_replace, [t, [{{'$1', '_'}, [], [{{{element, 1, '$_'}, z}}]}]]}, {tab2list, [t]},
      {delete_all_objects, [t]}, {tab2list, [t]}, {info, [t, size]}]
     || Type <- Types] ++
    %% duplicates of keys
    [[{new, [t, [Type, named_table]]}] ++ [{insert, [t, {K rem 4, V}]} || {K, V} <- [{1, a}, {5, b}, {1, a}, {2, x}, {9, c}, {1, d}, {6, x}, {1, b}]] ++
     [{tab2list, [t]}, {lookup, [t, 1]}, {lookup, [t, 2]}, {lookup_element, [t, 1, 2]}, {insert_new, [t, {1, z}]}, {insert_new, [t, [{7, a}, {1, z}]]},
      {insert_new, [t, [{7, a}, {8, z}, {7, c}]]}, {tab2list, [t]}, {insert, [t, [{7, q}, {9, w}]]}, {insert, [t, [{7, q}, w]]}, {insert, [t, {}]}, {insert, [t, a]}, {insert, [t, []]},
      {tab2list, [t]}, {delete_object, [t, {1, a}]}, {lookup, [t, 1]}, {match_delete, [t, {1, '_'}]}, {tab2list, [t]}, {delete, [t]}, {tab2list, [t]}, {lookup, [t, 1]}]
     || Type <- Types] ++
    %% fixed tables
    [[{new, [t, [Type, named_table]]}, {insert, [t, [{I, I} || I <- lists:seq(1, 10)]]}, {safe_fixtable, [t, true]}, {delete, [t, 3]}, {next, [t, 3]}, {delete, [t, 2]}, {next, [t, 2]}, {tab2list, [t]},
      {insert, [t, {3, new}]}, {lookup, [t, 3]}, {info, [t, size]}, {info, [t, fixed]}, {delete_all_objects, [t]}, {next, [t, 5]}, {info, [t, size]}, {first, [t]}, {insert, [t, {5, x}]}, {tab2list, [t]},
      {safe_fixtable, [t, false]}, {tab2list, [t]}, {next, [t, 3]}, {safe_fixtable, [t, foo]}, {info, [t, safe_fixed]}] || Type <- Types] ++
    %% growing and shrinking
    [[{new, [t, [Type, named_table]]}, {insert, [t, [{I, I} || I <- lists:seq(1, 3000)]]}, {tab2list, [t]}, {chunks, select, [t, [{{'$1', '_'}, [], ['$1']}], 700]},
      {select_delete, [t, [{{'$1', '_'}, [{'>', '$1', 100}], [true]}]]}, {tab2list, [t]}, {insert, [t, [{{I, <<I:16>>}, I} || I <- lists:seq(1, 500)]]}, {tab2list, [t]}, {info, [t, size]}] || Type <- Types] ++
    [[{new, [t, [set, named_table]]}, {insert, [t, [{I, I} || I <- lists:seq(1, 12000)]]}, {select_count, [t, [{'_', [], [true]}]]}] ++
     [{delete, [t, I]} || I <- lists:seq(1, 11000, 50)] ++ [{select_delete, [t, [{{'$1', '_'}, [{'<', '$1', 11500}], [true]}]]}, {tab2list, [t]}, {delete, [t, 11600]}, {delete, [t, 11601]}, {tab2list, [t]}]] ++
    %% keys of all kinds
    [[{new, [t, [Type, named_table]]}, {insert, [t, [{K, 1} || K <- terms()]]}] ++ [{lookup, [t, K]} || K <- terms()] ++ [{tab2list, [t]}] || Type <- [ordered_set]] ++
    [[{new, [t, [Type, named_table]]}, {insert, [t, [{K, 1} || K <- terms(), not depends_on_atoms(K)]]}] ++ [{lookup, [t, K]} || K <- terms()] ++ [{tab2list, [t]}] || Type <- [set, bag]] ++
    %% counters
    [[{new, [t, [Type, named_table]]}, {insert, [t, [{a, 1, 2, x}, {b, 1 bsl 70, -5}]]}] ++
     [{update_counter, [t, K, Op]} || K <- [a, b, nokey], Op <- [1, {2, 5}, {3, -7}, {3, -100, 0, 50}, {2, 100, 20, 3}, [{2, 1}, {3, 2}, {2, 1}], [], {4, 1}, {1, 1}, {5, 1}, {0, 1}, {a, 1}, {2, a}, {2, 1, 2}, a, [{2, 1} | x], {2, 1 bsl 62}]] ++
     [{update_counter, [t, K, Op, D]} || K <- [c, d], Op <- [1, {3, 5}, {4, 1}], D <- [{x, 0, 0}, {}, a]] ++
     [{update_element, [t, K, Op]} || K <- [a, nokey], Op <- [{2, z}, [{2, y}, {3, w}], [], {1, q}, {9, q}, a, [{2, y} | b], {2}]] ++
     [{update_element, [t, e, {2, z}, {x, y}]}, {update_element, [t, e, {2, w}, {x, y}]}, {update_element, [t, f, {3, z}, {x, y}]}, {update_element, [t, f, {2, z}, {}]}, {tab2list, [t]}] || Type <- Types] ++
    %% names and options
    [[{new, [t, [named_table]]}, {new, [t, [named_table]]}, {new, [u, [named_table, foo]]}, {new, [1, []]}, {new, [u, a]}, {new, [u, [{keypos, 0}]]}, {new, [u, [{keypos, 2}, named_table, public, bag, compressed]]}] ++
     [{info, [u, I]} || I <- [compressed, decentralized_counters, heir, keypos, name, named_table, node, protection, size, type, write_concurrency, read_concurrency, foo, fixed, safe_fixed]] ++
     [{info, [nope]}, {info, [nope, size]}, {info, [1]}, {insert, [u, {a}]}, {insert, [u, {a, b}]}, {lookup, [u, b]}, {lookup, [u, a]}, {rename, [u, t]}, {rename, [u, v]}, {lookup, [u, b]}, {lookup, [v, b]}, {rename, [v, u]}, {rename, [u, 1]},
      {whereis, [nope]}, {whereis, [1]}, {setopts, [t, {heir, none}]}, {setopts, [t, [{protection, private}]]}, {info, [t, protection]}, {setopts, [t, foo]}, {setopts, [t, [{protection, private}, {protection, public}]]},
      {lookup, [nope, 1]}, {lookup, [1, 1]}, {give_away, [t, foo, x]}, {select, [foo]}, {select, ['$end_of_table']}, {select, [{}]}, {select, [t, foo]}, {select, [t, [{'_', [], ['$_']}], 0]}, {match, [t, '_']}, {match, [t, '$1']}, {is_compiled_ms, [foo]},
      {match_spec_run_r, [[], foo, []]}, {match_spec_compile, [foo]}, {delete_object, [t, a]}, {delete_object, [t, {}]}, {internal_delete_all, [t, x]}]] ++
    [[{new, [t, [named_table, {write_concurrency, true}]]}, {insert, [t, [{I, I} || I <- lists:seq(1, 600)]]}, {tab2list, [t]}, {first, [t]}, {chunks, match, [t, {'$1', '_'}, 50]}],
     [{new, [t, [named_table, {write_concurrency, auto}]]}, {insert, [t, [{I, I} || I <- lists:seq(1, 600)]]}, {tab2list, [t]}, {info, [t, write_concurrency]}, {info, [t, decentralized_counters]}]].
