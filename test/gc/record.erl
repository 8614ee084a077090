%% Records what real Erlang answers to calls of built-in functions, for test/gc/calls.test.ts. A call and its answer are
%% one line of JSON: the module, the function, and in hexadecimal external format the arguments and the result,
%% {ok, Result} or {Class, Reason}.
-module(record).
-export([main/1]).

main([Dir]) ->
    rand:seed(exsss, {1, 2, 3}),
    write(Dir, "calls-maps.json", maps_calls()),
    write(Dir, "calls-lists.json", lists_calls()),
    write(Dir, "calls-external.json", external_calls()),
    write(Dir, "calls-binary.json", binary_calls()),
    write(Dir, "calls-compare.json", compare_calls()).

write(Dir, Name, Calls) ->
    Lines = [line(Call) || Call <- Calls],
    ok = file:write_file(filename:join(Dir, Name), ["[\n", lists:join(",\n", Lines), "\n]\n"]).

line({M, F, Args}) ->
    Result = try {ok, apply(M, F, Args)} catch Class:Reason -> {Class, Reason} end,
    io_lib:format("[\"~s\",\"~s\",\"~s\",\"~s\"]", [M, F, hex(Args), hex(Result)]).

hex(Term) -> binary:encode_hex(term_to_binary(Term), lowercase).

pick(List) -> lists:nth(rand:uniform(length(List)), List).
int(N) -> rand:uniform(N) - 1.
times(N, F) -> [F() || _ <- lists:seq(1, N)].

%% ---- Terms

integer() ->
    case int(8) of
        0 -> int(3);
        1 -> int(256);
        2 -> -int(1000);
        3 -> int(1 bsl 31) - (1 bsl 30);
        4 -> (1 bsl (20 + int(50))) + int(3) - 1;
        5 -> -(1 bsl (20 + int(50))) + int(3) - 1;
        6 -> int(1 bsl 63) * int(1 bsl 63);
        7 -> -int(1 bsl 62) * int(1 bsl 100)
    end.

float() ->
    case int(5) of
        0 -> float(int(4));
        1 -> rand:normal();
        2 -> rand:normal() * 1.0e20;
        3 -> -0.0;
        4 -> float(int(1 bsl 60))
    end.

bits() ->
    Bytes = rand:bytes(int(40)),
    case int(3) of
        0 -> Bits = int(byte_size(Bytes) * 8 + 1), <<B:Bits/bitstring, _/bitstring>> = Bytes, B;
        _ -> Bytes
    end.

atom() -> pick([a, b, ok, error, true, false, undefined, 'é', 'ł', '', 'hello world', key, value]).

%% No atoms: their place among keys is not the same in two runs.
key(Depth) ->
    case int(if Depth > 0 -> 8; true -> 5 end) of
        0 -> integer();
        1 -> float();
        2 -> bits();
        3 -> integer();
        4 -> [int(256) || _ <- lists:seq(1, int(12))];
        5 -> list_to_tuple(times(int(5), fun() -> key(Depth - 1) end));
        6 -> times(int(5), fun() -> key(Depth - 1) end);
        7 -> maps:from_list(times(int(4), fun() -> {key(Depth - 1), key(Depth - 1)} end))
    end.

term(Depth) ->
    case int(if Depth > 0 -> 11; true -> 6 end) of
        0 -> integer();
        1 -> float();
        2 -> bits();
        3 -> atom();
        4 -> [int(256) || _ <- lists:seq(1, int(12))];
        5 -> [];
        6 -> list_to_tuple(times(int(11), fun() -> term(Depth - 1) end));
        7 -> times(int(6), fun() -> term(Depth - 1) end);
        8 -> [term(Depth - 1) | term(Depth - 1)];
        9 -> map(int(6), Depth);
        10 -> [atom() | term(Depth - 1)]
    end.

map(N, Depth) -> maps:from_list(times(N, fun() -> {key(Depth - 1), term(Depth - 1)} end)).

size() -> pick([0, 1, 2, 5, 31, 32, 33, 34, 60, 200]).

%% ---- Calls

maps_calls() ->
    lists:append(times(60, fun() ->
        Pairs = times(size(), fun() -> {key(2), int(100)} end),
        Map = maps:from_list(Pairs),
        Keys = maps:keys(Map),
        Other = maps:from_list(times(size(), fun() -> {case Keys of [] -> 1; _ -> pick([key(1), pick(Keys)]) end, x} end)),
        Key = case Keys of [] -> k; _ -> pick([pick(Keys), key(1)]) end,
        pick([[{maps, from_list, [Pairs]}, {maps, keys, [Map]}, {maps, values, [Map]}],
              [{erts_internal, map_next, [0, Map, []]} || map_size(Map) =< 32],
              [{maps, put, [Key, new, Map]}, {maps, remove, [Key, Map]}, {maps, take, [Key, Map]}],
              [{maps, get, [Key, Map]}, {maps, find, [Key, Map]}, {maps, is_key, [Key, Map]}],
              [{maps, update, [Key, new, Map]}, {maps, merge, [Map, Other]}, {maps, merge, [Other, Map]}],
              [{maps, from_keys, [[K || {K, _} <- Pairs], v]}]])
    end)) ++
    [{maps, F, A} || {F, A} <-
        [{get, [a, #{}]}, {get, [a, b]}, {find, [a, b]}, {find, [a, #{}]}, {put, [a, b, c]}, {update, [a, b, #{}]},
         {update, [a, b, c]}, {remove, [a, b]}, {take, [a, b]}, {take, [a, #{}]}, {keys, [a]}, {values, [[]]},
         {merge, [a, b]}, {merge, [#{}, b]}, {merge, [a, #{}]}, {is_key, [a, b]},
         {from_list, [[{a, b} | c]]}, {from_list, [[{a, b}, c]]}, {from_list, [a]}, {from_list, [[{a, b, c}]]},
         {from_keys, [a, b]}, {from_keys, [[a | b], c]}, {from_list, [[{0.0, a}, {-0.0, b}, {0, c}]]},
         {get, [0.0, #{-0.0 => a}]}, {get, [1, #{1.0 => a}]}]] ++
    [{erts_internal, map_next, A} || A <-
        [[0, #{}, iterator], [0, #{1 => 2}, iterator], [0, #{1 => 2, 3 => 4}, []], [0, a, []], [0, #{}, a], [-1, #{}, []],
         [a, #{}, []], [5, #{}, []], [[1], #{1 => 2}, iterator], [[2], #{1 => 2}, iterator], [[1 | 2], #{1 => 2}, iterator],
         [[], #{1 => 2}, iterator], [[3, 1], #{1 => 2, 3 => 4}, iterator]]].

lists_calls() ->
    lists:append(times(50, fun() ->
        L = times(size() div 3, fun() -> key(1) end),
        M = times(size() div 3, fun() -> pick([key(1) | L]) end),
        X = pick([key(1) | L]),
        T = [pick([{E, Y}, {Y, E}, E, {E}]) || E <- L, Y <- [atom()]],
        Tail = pick([[], [], [], a]),
        [{lists, member, [X, L ++ Tail]}, {lists, reverse, [L, X]}, {lists, keyfind, [pick([X, 1, 2.0]), pick([1, 2]), T ++ Tail]},
         {lists, keymember, [X, 1, T]}, {lists, keysearch, [X, 2, T]},
         {erlang, '++', [L, M]}, {erlang, '--', [L, M]}, {erlang, '--', [M, L]}]
    end)) ++
    [{erlang, '--', [times(300, fun() -> int(100) end), times(200, fun() -> int(150) end)]},
     {erlang, '--', [[1.0, 1, 2], [1]]}, {erlang, '--', [[0.0, -0.0], [-0.0]]}] ++
    [{lists, F, A} || {F, A} <-
        [{member, [a, b]}, {member, [a, [b | c]]}, {member, [b, [b | c]]}, {member, [1.0, [1]]}, {reverse, [[a | b], []]},
         {reverse, [a, b]}, {reverse, [[], b]}, {keyfind, [a, 0, []]}, {keyfind, [a, b, []]}, {keyfind, [1, 1, [{1.0}]]},
         {keyfind, [a, 1, [{b}, a | c]]}, {keymember, [a, 1 bsl 70, []]}, {keysearch, [a, 1, [{a, b}]]},
         {keyfind, [a, 3, [{a}, {b, c, a}]]}]] ++
    [{erlang, F, A} || {F, A} <-
        [{'++', [a, b]}, {'++', [[a | b], []]}, {'++', [[], b]}, {'++', [[a], b]}, {'--', [a, []]}, {'--', [[], a]},
         {'--', [[a | b], [a]]}, {'--', [[a], [a | b]]}]].

external_calls() ->
    Terms = times(50, fun() -> term(3) end),
    lists:append([
        [{erlang, term_to_binary, [T]}, {erlang, external_size, [T]}, {erlang, phash2, [T]}, {erlang, phash2, [T, 1 bsl 32]},
         {erlang, phash, [T, 1 bsl 32]}] || T <- Terms]) ++
    lists:append([
        [{erlang, term_to_binary, [T, Opts]}, {erlang, external_size, [T, Opts]}]
        || T <- lists:sublist(Terms, 60),
           Opts <- [pick([[{minor_version, 0}], [{minor_version, 1}], [{minor_version, 2}], [deterministic]])]]) ++
    [{erlang, term_to_binary, [T]} || T <-
        [1.5, 1.0e300, 5.0e-324, lists:duplicate(65535, $a), lists:duplicate(65536, 1), list_to_tuple(lists:seq(1, 300)),
         1 bsl 2040 - 1, 1 bsl 2040, -(1 bsl 2048), lists:seq(1, 40), maps:from_keys(lists:seq(1, 40), v),
         list_to_atom(lists:duplicate(255, 16#20ac)), fun lists:map/2]] ++
    [{erlang, term_to_binary, [T, O]} || T <- [a, 'é', 'ł', 1.5, -0.1, 123456.789],
        O <- [[{minor_version, 0}], [{minor_version, 1}], [{minor_version, 3}], [x], a, [deterministic | a], [deterministic, local]]] ++
    [{erlang, F, [T | Range]} || T <- identities(), {F, Range} <- [{term_to_binary, []}, {external_size, []}, {phash2, []},
        {phash2, [1 bsl 32]}, {phash, [1 bsl 32]}]] ++
    [{maps, F, [maps:from_list([{Key(N), N} || N <- lists:seq(1, 50)])]} || F <- [keys, values], Key <-
        [fun(N) -> list_to_pid("<0." ++ integer_to_list(N) ++ ".7>") end,
         fun(_) -> make_ref() end,
         fun(N) -> list_to_port("#Port<0." ++ integer_to_list(N) ++ ">") end,
         fun(N) -> {fun() -> N end, fun(X) -> X + N end} end]] ++
    [{erlang, binary_to_term, [B]} || B <- decodable()] ++
    [{erlang, binary_to_term, [damage(term_to_binary(pick(Terms)))]} || _ <- lists:seq(1, 300)] ++
    [{erlang, binary_to_term, [term_to_binary(T), [used]]} || T <- lists:sublist(Terms, 10)] ++
    [{erlang, binary_to_term, [<<(term_to_binary(T))/binary, 1, 2, 3>>, [safe, used]]} || T <- lists:sublist(Terms, 10)] ++
    [{erlang, binary_to_term, A} || A <-
        [[<<131, 119, 9, "not there">>, [safe]], [<<131, 97, 1>>, [a]], [<<131, 97, 1>>, a], [a, []], [<<1:3>>, []],
         [term_to_binary(lists:duplicate(50, a), [compressed]), [used]],
         [<<(term_to_binary(lists:duplicate(50, a), [compressed]))/binary, 7>>, [used]]]] ++
    [{erlang, phash2, [a, N]} || N <- [0, 1, -1, 1 bsl 32, (1 bsl 32) + 1, 1.0, a]] ++
    [{erlang, phash, [a, N]} || N <- [0, 1, -1, 1 bsl 32, (1 bsl 32) + 1, 1.0, a]].

%% Funs, pids, ports and references, of this node and of others.
identities() ->
    N = int(1000),
    Tuple = {N, "text", 1.5},
    [fun lists:map/2, fun maps:get/2, fun() -> N end, fun(X, Y) -> {X, Y, N, Tuple} end, fun(X) -> X end,
     list_to_pid("<0.17.3>"), make_ref(), list_to_port("#Port<0.7>"),
     binary_to_term(<<131, 88, 100, 0, 3, "n@h", 1:32, 2:32, 77:32>>), binary_to_term(<<131, 120, 100, 0, 3, "n@h", 1:64, 5:32>>),
     binary_to_term(<<131, 120, 100, 0, 3, "n@h", 16#123456789abcdef:64, 5:32>>),
     binary_to_term(<<131, 90, 3:16, 100, 0, 3, "n@h", 9:32, 1:32, 2:32, 3:32>>),
     binary_to_term(<<131, 90, 5:16, 100, 0, 3, "n@h", 9:32, 1:32, 2:32, 3:32, 4:32, 5:32>>),
     binary_to_term(<<131, 90, 1:16, 100, 0, 3, "n@h", 9:32, 1:32>>)].

%% Old tags, odd ones and bad ones.
decodable() ->
    N = <<100, 0, 3, "n@h">>,
    [<<131, B/binary>> || B <-
        [<<100, 0, 1, 233>>, <<115, 1, 233>>, <<118, 0, 2, 195, 169>>, <<119, 1, 233>>, <<118, 0, 1, 255>>,
         <<100, 1, 0, (binary:copy(<<"a">>, 256))/binary>>, <<100, 0, 255, (binary:copy(<<"a">>, 255))/binary>>,
         <<118, 1, 0, (binary:copy(<<"a">>, 256))/binary>>, <<118, 2, 0, (binary:copy(<<195, 169>>, 256))/binary>>,
         <<118, 1, 254, (binary:copy(<<195, 169>>, 255))/binary>>,
         <<99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>, <<99, "nonsense", 0:184>>, <<99, "-1.0e5", 0:200>>,
         <<70, 127, 240, 0:48>>, <<70, 127, 248, 0:48>>, <<70, 64, 0, 0:48>>,
         <<110, 0, 0>>, <<110, 0, 1>>, <<110, 3, 0, 1, 0, 0>>, <<110, 8, 1, 0, 0, 0, 0, 0, 0, 0, 128>>, <<110, 2, 5, 1, 1>>,
         <<111, 0, 0, 0, 1, 0, 7>>, <<111, 255, 255, 255, 255, 0>>, <<110, 9, 0, 1>>,
         <<107, 0, 0>>, <<107, 0, 2, 1, 2>>, <<107, 0, 3, 1, 2>>, <<108, 0:32, 97, 1>>, <<108, 0:32, 106>>,
         <<108, 255, 255, 255, 255, 106>>, <<105, 0:32>>, <<105, 0, 0, 0, 1, 97, 1>>, <<105, 255, 255, 255, 255>>, <<104, 0>>,
         <<116, 0:32>>, <<116, 0, 0, 0, 2, 97, 1, 97, 2, 97, 1, 97, 3>>, <<116, 0, 0, 0, 2, 97, 2, 97, 2, 97, 1, 97, 3>>,
         <<116, 255, 255, 255, 255>>,
         <<109, 0, 0, 0, 1, 1>>, <<109, 0, 0, 0, 2, 1>>, <<77, 0, 0, 0, 1, 3, 255>>, <<77, 0, 0, 0, 1, 0, 255>>,
         <<77, 0, 0, 0, 1, 9, 255>>, <<77, 0, 0, 0, 0, 0>>, <<77, 0, 0, 0, 0, 3>>, <<77, 0, 0, 0, 1, 8, 255>>,
         <<103, N/binary, 1:32, 2:32, 1>>, <<103, N/binary, 1:32, 2:32, 4>>, <<88, N/binary, 1:32, 2:32, 77:32>>,
         <<102, N/binary, 1:32, 1>>, <<89, N/binary, 1:32, 5:32>>, <<120, N/binary, 1:64, 5:32>>,
         <<101, N/binary, 1:32, 1>>, <<101, N/binary, 1:14, 0:18, 1>>, <<114, 3:16, N/binary, 1, 1:32, 2:32, 3:32>>,
         <<90, 3:16, N/binary, 9:32, 1:32, 2:32, 3:32>>, <<90, 5:16, N/binary, 9:32, 1:32, 2:32, 3:32, 4:32, 5:32>>,
         <<90, 6:16, N/binary, 9:32, 1:32, 2:32, 3:32, 4:32, 5:32, 6:32>>, <<114, 3:16, N/binary, 1, 16#ffffffff:32, 2:32, 3:32>>,
         <<113, N/binary, N/binary, 97, 3>>, <<113, N/binary, N/binary, 98, -1:32>>, <<113, N/binary, 97, 3, 97, 3>>,
         <<117, 0:32>>, <<82, 0>>, <<121, 0:32, 97, 1>>, <<200>>, <<>>, <<80, 0, 0, 0, 1, 1, 2, 3>>, <<98, 1>>, <<97>>]]
    ++ [<<>>, <<130, 97, 1>>, <<131>>].

damage(Bin) ->
    At = int(byte_size(Bin)),
    <<A:At/binary, _, B/binary>> = Bin,
    case int(4) of
        0 -> A;
        _ ->
            %% 73 and 75 name an atom by its index, which only the emulator itself can mean.
            Byte = int(256),
            <<A/binary, (case Byte of 73 -> 0; 75 -> 0; _ -> Byte end), B/binary>>
    end.

binary_calls() ->
    lists:append(times(150, fun() ->
        S = list_to_binary(times(int(60), fun() -> pick("aab") end)),
        P = pattern(),
        Ps = pick([P, times(1 + int(4), fun() -> pattern() end)]),
        A = int(byte_size(S) + 1),
        N = int(byte_size(S) - A + 1),
        Opts = pick([[], [{scope, {A, N}}], [{scope, {A + N, -N}}], [{scope, {A, 100}}]]),
        Split = times(int(3), fun() -> pick([global, trim, trim_all]) end) ++ Opts,
        [{binary, match, [S, Ps]}, {binary, match, [S, Ps, Opts]}, {binary, matches, [S, Ps, Opts]},
         {binary, split, [S, Ps]}, {binary, split, [S, Ps, Split]}]
    end)) ++
    [{binary, F, A} || {F, A} <-
        [{match, [<<>>, <<"a">>]}, {match, [<<"a">>, <<>>]}, {match, [<<"a">>, []]}, {match, [<<"a">>, [<<>>]]}, {match, [a, <<"a">>]},
         {match, [<<1:3>>, <<"a">>]}, {match, [<<"a">>, a]}, {match, [<<"a">>, <<"a">>, [x]]}, {match, [<<"a">>, <<"a">>, a]},
         {match, [<<"abc">>, <<"c">>, [{scope, {0, 2}}]]}, {match, [<<"abc">>, <<"c">>, [{scope, {-1, 2}}]]},
         {match, [<<"abc">>, <<"c">>, [{scope, {3, -3}}]]}, {match, [<<"abc">>, <<"c">>, [{scope, {2, -3}}]]},
         {match, [<<"abc">>, {bm, make_ref()}]}, {match, [<<"abcd">>, [<<"bcx">>, <<"c">>]]}, {match, [<<"abcd">>, [<<"bcd">>, <<"c">>, <<"bc">>]]},
         {matches, [<<"abababa">>, <<"aba">>]}, {matches, [<<"abababa">>, [<<"aba">>, <<"b">>]]}, {matches, [<<"abc">>, [<<"d">>]]},
         {split, [<<>>, <<"a">>]}, {split, [<<>>, <<"a">>, [trim]]}, {split, [<<>>, <<"a">>, [global]]},
         {split, [<<"a">>, <<"a">>, [trim]]}, {split, [<<"a">>, <<"a">>, [trim_all]]}, {split, [<<"aba">>, <<"a">>, [trim_all]]},
         {split, [<<"aba">>, <<"a">>, [trim_all, global]]}, {split, [<<"a">>, <<"a">>, [x]]}, {split, [<<"a">>, <<"a">>, a]},
         {longest_common_prefix, [[<<"abc">>, <<"abd">>]]}, {longest_common_prefix, [[<<"abc">>]]}, {longest_common_prefix, [[]]},
         {longest_common_prefix, [[a]]}, {longest_common_prefix, [[<<"abc">>, <<>>]]}, {longest_common_prefix, [a]},
         {longest_common_prefix, [[<<"abc">>, <<"abcd">>, <<"abcde">>]]}, {longest_common_prefix, [[<<1:3>>]]},
         {longest_common_suffix, [[<<"abc">>, <<"bbc">>]]}, {longest_common_suffix, [[<<"abc">>, <<"c">>]]},
         {longest_common_suffix, [[<<"erlang">>, <<"fang">>]]}, {longest_common_suffix, [[]]},
         {first, [<<>>]}, {first, [<<7, 8>>]}, {first, [a]}, {last, [<<>>]}, {last, [<<7, 8>>]}, {last, [<<1:1>>]},
         {at, [<<7, 8>>, 1]}, {at, [<<7, 8>>, 2]}, {at, [<<7, 8>>, -1]}, {at, [<<7, 8>>, a]}, {at, [<<7, 8:9>>, 0]},
         {part, [<<"abc">>, {1, 1}]}, {part, [<<"abc">>, 3, -2]}, {part, [<<"abc">>, 3, 1]}, {part, [<<"abc">>, a]},
         {copy, [<<"ab">>]}, {copy, [<<"ab">>, 3]}, {copy, [<<"ab">>, 0]}, {copy, [<<"ab">>, -1]}, {copy, [a, 1]}, {copy, [<<1:1>>]},
         {list_to_bin, [[1, <<2>>, [3 | <<4>>]]]}, {list_to_bin, [<<1>>]}, {list_to_bin, [[256]]}, {list_to_bin, [[]]},
         {encode_unsigned, [0]}, {encode_unsigned, [255]}, {encode_unsigned, [256]}, {encode_unsigned, [1 bsl 100]},
         {encode_unsigned, [-1]}, {encode_unsigned, [a]}, {encode_unsigned, [258, little]}, {encode_unsigned, [258, big]},
         {encode_unsigned, [1, x]}, {decode_unsigned, [<<>>]}, {decode_unsigned, [<<1, 2>>]}, {decode_unsigned, [<<1, 2>>, little]},
         {decode_unsigned, [<<0, 0, 1>>]}, {decode_unsigned, [<<1:1>>]}, {decode_unsigned, [a]}, {decode_unsigned, [<<1>>, x]},
         {decode_unsigned, [binary:copy(<<255>>, 20)]}]].

pattern() -> list_to_binary(times(1 + int(4), fun() -> pick("ab") end)).

compare_calls() ->
    lists:append(times(50, fun() ->
        {A, B} = near(),
        [{erlang, pick(['<', '=<', '>', '>=']), [A, B]}, {erlang, '==', [A, B]}, {erlang, '=:=', [A, B]},
         %% Within keys the order of atoms is that of their indices, which no two runs share.
         {erts_internal, cmp_term, [{A, 1, 2.0}, {A, 1.0, 2}]}]
        ++ [{erts_internal, cmp_term, [A, B]} || not is_map(A) orelse not lists:any(fun is_atom/1, maps:keys(A))]
    end)).

%% Two terms that are alike.
near() ->
    N = pick([3, 3, 20, 32, 33, 40]),
    Pairs = times(N, fun() -> {key(1), key(1)} end),
    case int(4) of
        0 -> {key(3), key(3)};
        1 -> {maps:from_list(Pairs), maps:from_list(alter(Pairs))};
        2 -> {maps:from_list([{atom(), K} || {K, _} <- Pairs]), maps:from_list([{atom(), K} || {K, _} <- alter(Pairs)])};
        3 -> {list_to_tuple(Pairs), list_to_tuple(alter(Pairs))}
    end.

alter(Pairs) ->
    At = int(length(Pairs)),
    {A, [{K, V} | B]} = lists:split(At, Pairs),
    A ++ [pick([{K, V}, {key(1), V}, {K, key(1)}, {number(K), V}, {K, number(V)}]) | B].

%% The same number as float or integer.
number(N) when is_integer(N), abs(N) < 1 bsl 53 -> float(N);
number(F) when is_float(F), abs(F) < 1.0e15 -> trunc(F);
number(Other) -> Other.
