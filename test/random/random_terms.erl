%% Random terms, and what the VM makes of them: the same module runs on the real VM, when answers are recorded, and on
%% beamjit. An item is one seed's term with some others, put through each kind of operation; an answer is a checksum of 16
%% bits. Terms print and hash the same in every run: no map has atoms in its keys, whose order is that of the atom table.
-module(random_terms).
-compile([{nowarn_deprecated_function, {erlang, phash, 2}}]).
-export([kinds/0, answers/2, show/2]).

%% How deep terms are nested. The largest maps stand outermost only, or the terms would get too large.
-define(DEPTH, 3).

kinds() -> [print, compare, hash, external, arithmetic, bits].

%% The checksums of items 1 to Count: those of the first item's kinds, the second's, …
answers(Seed, Count) ->
    << <<(checksum(answer(Kind, Seed, Item))):16>> || Item <- lists:seq(1, Count), Kind <- kinds() >>.

%% The term of an item and its answers in words, for those who look for a difference.
show(Seed, Item) ->
    seed(Seed, Item),
    Header = io_lib:format("~tp~n", [term(?DEPTH)]),
    unicode:characters_to_binary([Header | [[atom_to_list(Kind), $\n, answer(Kind, Seed, Item)] || Kind <- kinds()]]).

answer(Kind, Seed, Item) ->
    seed(Seed, Item),
    Term = term(?DEPTH),
    lists:map(fun line/1, answer(Kind, Term)).

line({Name, Answer}) when is_atom(Answer); is_integer(Answer); is_float(Answer) ->
    line({Name, number(Answer)});
line({Name, Text}) ->
    [io_lib:format("~w ", [Name]), Text, $\n].

checksum(Chars) -> erlang:crc32(unicode:characters_to_binary(Chars)) band 16#FFFF.

seed(Seed, Item) -> rand:seed(exsss, {Seed, Item, 1}).

%% ---- what is done with them

answer(print, Term) ->
    Depth = int(20),
    Width = 20 + int(80),
    [{F, io_lib:format(F, [Term])} || F <- ["~w", "~p", "~tw", "~tp", "~0p", "~kp", "~lp"]] ++
    [{F, io_lib:format(F, [Term, Depth])} || F <- ["~W", "~P", "~tP"]] ++
    [{width, io_lib:format("~*p", [Width, Term])},
     {column, io_lib:format("~*.*p", [Width, int(12), Term])},
     {limit, io_lib:format("~tp", [Term], [{chars_limit, 10 + int(200)}])}];
answer(compare, Term) ->
    Near = near(Term),
    Others = [Term, Near | [term(2) || _ <- lists:seq(1, 8)]],
    Sorted = lists:sort(Others),
    [{near, order(Term, Near)}, {same, order(Term, near(Near))}] ++
    [{{I, order}, order(Term, T)} || {I, T} <- lists:zip(lists:seq(1, 10), Others)] ++
    [{sorted, positions(Sorted, Others)}, {unique, length(lists:usort(Others))},
     {max, position(lists:max(Others), Others)}, {min, position(lists:min(Others), Others)}];
answer(hash, Term) ->
    Range = 1 + int(1 bsl 32),
    [{phash2, erlang:phash2(Term)}, {range, erlang:phash2(Term, Range)}, {phash, erlang:phash(Term, Range)}];
answer(external, Term) ->
    Plain = term_to_binary(Term),
    Packed = term_to_binary(Term, [{compressed, int(10)}]),
    [{plain, hex(Plain)},
     {deterministic, hex(term_to_binary(Term, [deterministic]))},
     {old, hex(term_to_binary(Term, [{minor_version, 1}]))},
     {size, erlang:external_size(Term)},
     {iovec, iolist_to_binary(term_to_iovec(Term)) =:= Plain},
     {back, binary_to_term(Plain) =:= Term},
     {unpacked, binary_to_term(Packed) =:= Term},
     {used, element(2, binary_to_term(<<Plain/binary, 1, 2, 3>>, [used]))},
     {damaged, damaged(Plain)}];
answer(arithmetic, _) ->
    {A, B} = {numeric(), numeric()},
    {I, J} = {integer(), integer()},
    Shift = int(200) - 100,
    [{[A, B], ""}, {[I, J], ""}] ++
    [{Op, attempt(fun() -> erlang:Op(A, B) end)} || Op <- ['+', '-', '*', '/', '<', '==', '=:=', max, min]] ++
    [{Op, attempt(fun() -> erlang:Op(I, J) end)} || Op <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor']] ++
    [{Op, attempt(fun() -> erlang:Op(I, Shift) end)} || Op <- ['bsl', 'bsr']] ++
    [{Op, attempt(fun() -> erlang:Op(I) end)} || Op <- ['bnot', '-', abs, float]] ++
    [{Op, attempt(fun() -> erlang:Op(A) end)} || Op <- ['-', abs, float, trunc, round, floor, ceil]] ++
    [{Op, attempt(fun() -> math:Op(I, J) end)} || Op <- [fmod]] ++
    [{text, integer_to_list(I, 2 + int(35))},
     {read, list_to_integer(integer_to_list(I, 19), 19) =:= I},
     {float, float_text(A)}];
answer(bits, _) ->
    Size = int(80),
    Value = integer(),
    Bits = bits(),
    Skip = int(bit_size(Bits) + 1),
    <<_:Skip/bits, Tail/bits>> = Bits,
    Width = int(bit_size(Tail) + 1),
    <<Big:Width/big, _/bits>> = Tail,
    <<Little:Width/signed-little, _/bits>> = Tail,
    [{bits, io_lib:format("~w ~w", [Bits, Skip])},
     {big, Big}, {little, Little},
     {made, hexbits(<<Value:Size/big, Tail/bits, Value:Size/little>>)},
     {float, attempt(fun() -> <<F:64/float, _/bits>> = Tail, F end)},
     {utf8, attempt(fun() -> <<C/utf8, _/bits>> = Tail, C end)},
     {utf16, attempt(fun() -> <<C/utf16-little, _/bits>> = Tail, C end)},
     {bytes, io_lib:format("~w", [bitstring_to_list(Tail)])},
     {joined, hexbits(list_to_bitstring([Bits, [Tail | Bits]]))},
     {order, order(Bits, Tail)}].

order(A, B) -> [digit(Answer) || Answer <- [A < B, A == B, A =:= B, A > B, A =< B, A /= B]].

digit(true) -> $1;
digit(false) -> $0.

position(Term, List) -> length(lists:takewhile(fun(T) -> T =/= Term end, List)).

positions(Terms, List) -> io_lib:format("~w", [[position(T, List) || T <- Terms]]).

%% What a byte that changes makes of the format: the answer, or that there is none.
damaged(Binary) ->
    At = 1 + int(byte_size(Binary) - 1),
    <<Head:At/binary, Byte, Tail/binary>> = <<Binary/binary, 0>>,
    case catch binary_to_term(<<Head/binary, (Byte bxor (1 bsl int(3))), Tail/binary>>) of
        {'EXIT', {Reason, _}} when is_atom(Reason) -> Reason;
        Term -> erlang:phash2(Term)
    end.

attempt(F) -> try F() catch _:Reason when is_atom(Reason) -> Reason; _:{badmatch, _} -> badmatch end.

number(F) when is_float(F) -> hex(<<F/float>>);
number(I) when is_integer(I) -> integer_to_list(I);
number(A) -> atom_to_list(A).

float_text(A) ->
    F = try float(A) catch error:badarg -> 0.5 end,
    Decimals = int(30),
    [[Text, $\s] || Text <- [float_to_list(F), float_to_list(F, [short]), float_to_list(F, [{scientific, Decimals}]),
                             attempt_text(fun() -> float_to_list(F, [{decimals, Decimals}]) end),
                             attempt_text(fun() -> float_to_list(F, [{decimals, Decimals}, compact]) end)]].

attempt_text(F) -> try F() catch error:badarg -> "badarg" end.

hex(Binary) -> binary:encode_hex(Binary).

hexbits(Bits) ->
    Pad = -bit_size(Bits) band 7,
    [hex(<<Bits/bits, 0:Pad>>), $-, integer_to_list(Pad)].

%% ---- terms

int(N) -> rand:uniform(N) - 1.

pick(List) -> lists:nth(rand:uniform(length(List)), List).

times(N, F) -> [F() || _ <- lists:seq(1, N)].

%% A term of at most that depth.
term(0) -> leaf();
term(Depth) ->
    case int(9) of
        0 -> leaf();
        1 -> list_to_tuple(times(int(6), fun() -> term(Depth - 1) end));
        2 -> times(int(8), fun() -> term(Depth - 1) end);
        3 -> times(1 + int(3), fun() -> term(Depth - 1) end) ++ leaf();
        4 -> map(int(6), Depth);
        5 when Depth =:= ?DEPTH -> map(28 + int(12), 1);
        5 -> leaf();
        6 -> [{pick_atom(), term(Depth - 1)} || _ <- lists:seq(1, int(5))];
        7 -> {pick_atom(), term(Depth - 1), term(Depth - 1)};
        8 -> [term(Depth - 1) | term(Depth - 1)]
    end.

map(Size, Depth) -> maps:from_list(times(Size, fun() -> {key(2), term(Depth - 1)} end)).

%% No atoms: see above.
key(Depth) ->
    case int(6) of
        0 -> list_to_tuple(times(int(4), fun scalar/0));
        1 -> times(int(4), fun scalar/0);
        2 when Depth > 0 -> maps:from_list(times(int(3), fun() -> {key(Depth - 1), integer()} end));
        _ -> scalar()
    end.

scalar() -> (pick([fun integer/0, fun float/0, fun binary/0, fun string/0]))().

leaf() ->
    case int(14) of
        N when N < 3 -> integer();
        3 -> float();
        4 -> binary();
        5 -> bits();
        6 -> string();
        7 -> [];
        8 -> pick([fun lists:map/2, fun erlang:'+'/2, fun 'no such':'function here'/255]);
        9 -> list_to_pid("<0." ++ integer_to_list(int(1 bsl 15)) ++ "." ++ integer_to_list(int(1 bsl 8)) ++ ">");
        10 -> reference();
        11 -> {};
        _ -> pick_atom()
    end.

%% One of no emulator's making, but of a node with its name.
reference() ->
    binary_to_term(<<131, 90, 3:16, 119, 13, "nonode@nohost", 0:32, (int(1 bsl 18)):32, (int(1 bsl 16)):32, (int(1 bsl 16)):32>>).

pick_atom() ->
    pick([ok, error, true, false, undefined, '', 'Quoted', 'two words', 'it\'s', '@', a@b, 'é', 'λ', 'ünï', '日本', '\n', 'end',
          'fun', nil, x, 'Elixir.Enum', aVeryLongNameOfAnAtomThatBreaksLinesWhereverItStandsInATerm]).

numeric() ->
    case int(3) of
        0 -> float();
        _ -> integer()
    end.

integer() ->
    Sign = pick([1, 1, -1]),
    case int(9) of
        0 -> Sign * int(4);
        1 -> Sign * int(256);
        2 -> Sign * int(1 bsl 16);
        3 -> Sign * int(1 bsl 32);
        4 -> Sign * ((1 bsl (20 + int(50))) + int(3) - 1);
        5 -> Sign * int(1 bsl 58) * int(1 bsl 58);
        6 -> Sign * int(1 bsl 58) * int(1 bsl 58) * int(1 bsl 58) * int(1 bsl 58);
        7 -> Sign * ((1 bsl (64 * (1 + int(4)))) + int(3) - 1);
        8 -> Sign * int(1 bsl int(59))
    end.

float() ->
    case int(8) of
        0 -> pick([0.0, -0.0, 0.1, 1.0, -1.5, 1.0e23, 5.0e-324, 1.7976931348623157e308, 123456789.0, 9007199254740992.0]);
        1 -> float(int(1 bsl 50));
        2 -> int(100_000) / pick([10, 100, 1000]);
        3 -> -rand:uniform();
        4 -> rand:uniform() * math:pow(10, int(40) - 20);
        5 -> float(1 bsl (40 + int(30))) + int(4);
        _ -> any_float()
    end.

any_float() ->
    case <<(int(1 bsl 32)):32, (int(1 bsl 32)):32>> of
        <<F/float>> -> F;
        _ -> any_float()
    end.

binary() ->
    case int(4) of
        0 -> unicode:characters_to_binary(string());
        1 -> list_to_binary(times(int(20), fun() -> 32 + int(95) end));
        2 -> list_to_binary(times(int(90), fun() -> int(256) end));
        3 -> binary:copy(<<"abc">>, int(40))
    end.

bits() ->
    Binary = list_to_binary(times(int(12), fun() -> int(256) end)),
    <<Binary/binary, (int(128)):(int(8))>>.

string() ->
    case int(4) of
        0 -> times(int(12), fun() -> 32 + int(95) end);
        1 -> times(int(12), fun() -> 32 + int(224) end);
        2 -> times(int(8), fun() -> pick([$a, $\n, $\t, $", $\\, 0, 27, 127, 160, 255, 256, 955, 16#2028, 16#65e5, 16#1f600]) end);
        3 -> "a plain text that is longer than a line of eighty characters, so that it has to be broken somewhere"
    end.

%% A term that is nearly, or numerically, the same.
near(I) when is_integer(I) -> pick([I, I + 1, -I, try float(I) catch error:_ -> I end]);
near(F) when is_float(F) -> pick([F, -F, trunc(F), F + 1]);
near([H | T]) -> case int(2) of 0 -> [near(H) | T]; 1 -> [H | near(T)] end;
near(T) when is_tuple(T), tuple_size(T) > 0 ->
    N = rand:uniform(tuple_size(T)),
    setelement(N, T, near(element(N, T)));
near(M) when is_map(M), map_size(M) > 0 ->
    {K, V} = pick(lists:sort(maps:to_list(M))),
    case int(3) of
        0 -> M#{K := near(V)};
        1 -> maps:put(key(1), V, maps:remove(K, M));
        2 -> maps:remove(K, M)
    end;
near(B) when is_bitstring(B), bit_size(B) > 0 ->
    Size = bit_size(B) - 1,
    <<Head:Size/bits, Last:1>> = B,
    pick([<<Head/bits, (1 - Last):1>>, Head, <<B/bits, 0:1>>]);
near(Other) -> pick([Other, leaf()]).
