%% Binaries that grow while they are built: by bits, code points, words and floats, and what is wrong with a part in the middle.
-module(bin_grow).
-export([main/0]).

main() ->
    p(bits(1000, <<>>)),
    p(text([65, 16#7f, 16#80, 16#7ff, 16#800, 16#d7ff, 16#e000, 16#ffff, 16#10000, 16#10ffff], <<>>)),
    [p(catch text([65, Bad, 66], <<>>)) || Bad <- [-1, 16#d800, 16#110000, 1 bsl 40, a, 1.0]],
    p(words([0, 1, -1, 1 bsl 29, 1 bsl 30, -(1 bsl 30), (1 bsl 32) - 1, 1 bsl 63, -(1 bsl 63), 1 bsl 64, 3 bsl 70], <<>>)),
    [p(catch words([1, Bad], <<>>)) || Bad <- [a, 2.5]],
    p(floats([0.0, -1.5, 3, 1 bsl 80, 1.0e300], <<>>)),
    p(catch floats([1.0, x], <<>>)),
    p(mixed(5, <<>>)),
    p(catch joined([<<"ab">>, <<1:4>>, <<"cd">>], <<>>)),
    p(joined([<<"ab">>, <<>>, <<"cd">>, binary:copy(<<"xyz">>, 3000)], <<>>)),
    p(catch joined([<<"ab">>, c], <<>>)),
    p(catch thirds([<<1:3>>, <<1:6>>, <<1:8>>], <<>>)),
    p([<<<<X:5>> || <<X:3>> <= <<"some bits">>>>, << <<C/utf8>> || C <- lists:seq(120, 135) >>]),
    Prefix = kept(<<"abc">>, 4),
    p({kept(Prefix, 1), kept(Prefix, 2), Prefix}),
    p(forks(3, <<>>, [])),
    ok.

p(X) -> io:format("~p~n", [brief(X)]).

brief(B) when is_bitstring(B), bit_size(B) > 800 -> {bit_size(B), erlang:crc32(pad(B))};
brief({'EXIT', {Why, [{M, F, A, _} | _]}}) when is_list(A) -> {Why, M, F, length(A)};
brief({'EXIT', {Why, [{M, F, A, _} | _]}}) -> {Why, M, F, A};
brief(X) -> X.

pad(B) -> N = -bit_size(B) band 7, <<B/bits, 0:N>>.

bits(0, Acc) -> Acc;
bits(N, Acc) -> bits(N - 1, <<Acc/bits, (N rem 3):2, (N band 1):1>>).

text([C | Rest], Acc) -> text(Rest, <<Acc/binary, C/utf8>>);
text([], Acc) -> Acc.

words([W | Rest], Acc) ->
    words(Rest, <<Acc/binary, W:32, W:64, W:32/little, W:64/little, W:40, W:24/little>>);
words([], Acc) -> Acc.

floats([F | Rest], Acc) -> floats(Rest, <<Acc/binary, F/float, F:64/float-little, 7>>);
floats([], Acc) -> Acc.

mixed(0, Acc) -> Acc;
mixed(N, Acc) ->
    B = integer_to_binary(N),
    mixed(N - 1, <<Acc/bits, N:7, "text", B/binary, (N + 200)/utf8, N/float, N:33>>).

joined([B | Rest], Acc) -> joined(Rest, <<Acc/binary, B/binary>>);
joined([], Acc) -> Acc.

thirds([B | Rest], Acc) -> thirds(Rest, <<Acc/bits, B/binary-unit:3>>);
thirds([], Acc) -> Acc.

kept(Acc, 0) -> Acc;
kept(Acc, N) -> kept(<<Acc/binary, (N + $0)>>, N - 1).

%% Each step is kept, so none may change when the next one is made.
forks(0, Acc, All) -> {Acc, All};
forks(N, Acc, All) ->
    Next = <<Acc/binary, (N + $a)>>,
    forks(N - 1, Next, [Next, <<Acc/binary, "-">>, Acc | All]).
