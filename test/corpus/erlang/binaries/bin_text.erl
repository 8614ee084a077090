%% Text made of numbers and atoms, and text taken apart: the quick ways and what they leave to others.
-module(bin_text).
-export([main/0]).

main() ->
    [p([(catch float_to_binary(F, [{decimals, D}])), (catch float_to_binary(F, [{decimals, D}, compact]))])
     || F <- [0.0, -0.0, 1.0, -1.5, 0.05, 0.999999, 0.9999999, 123456.789, 2.5, 0.125, 1.0e15, 9007199254740991.0,
              9007199254740992.0, 1.0e17, 1.0e-7, 3],
        D <- [0, 1, 2, 6, 15, 16, 30]],
    [p((catch float_to_binary(1.25, O)))
     || O <- [[], [compact], [short], [{decimals, 2}, {scientific, 3}], [{scientific, 3}, {decimals, 2}], [{decimals, -1}],
              [{decimals, a}], [x], [compact, {decimals, 4}], [{decimals, 3} | x]]],
    Texts = [<<"a,b,,c,">>, <<>>, <<",">>, <<"abc">>, <<"aaa">>, part(<<"xx,a,b,yy">>, 2, 5), <<1:3>>, a],
    [begin
         p((catch binary:split(T, P))),
         p((catch binary:split(T, P, [global]))),
         p((catch binary:split(T, P, [global, trim]))),
         p((catch binary:split(T, P, [trim_all, global]))),
         p((catch binary:split(T, P, [{scope, {1, 2}}]))),
         p((catch binary:match(T, P)))
     end || T <- Texts, P <- [<<",">>, <<",,">>, <<"aa">>, <<"abcd">>, <<>>, [<<",">>, <<"b">>], <<1:3>>, x]],
    p([(catch binary:split(<<"a b">>, <<" ">>, O)) || O <- [[], [x], [global | x], global, [global, global]]]),
    p([{atom_to_list(A), atom_to_binary(A), atom_to_binary(A, utf8), (catch atom_to_binary(A, latin1)), atom_to_list(A)}
       || A <- ['', a, 'with space', 'caf\x{e9}', '\x{17c}\x{f3}\x{142}w', '\x{1f600}']]),
    p([(catch atom_to_list(X)) || X <- ["a", 1]]),
    p([integer_to_list(N, B) || N <- [0, -255, 1 bsl 62, 1 bsl 70], B <- [2, 16, 36]]),
    p([(catch iolist_to_binary(L)) || L <- iolists()]),
    p([(catch list_to_binary(L)) || L <- iolists()]),
    p([(catch iolist_size(L)) || L <- iolists()]),
    Long = [lists:duplicate(3000, $x), [[lists:seq(0, 255) | binary:copy(<<"ab">>, 40000)], "end"] | <<"tail">>],
    p({byte_size(iolist_to_binary(Long)), erlang:crc32(Long), erlang:md5(Long)}),
    p((catch iolist_to_binary([Long, 256]))),
    ok.

p(X) -> io:format("~0p~n", [brief(X)]).

brief(L) when is_list(L) -> [brief(X) || X <- L];
brief({'EXIT', {Why, _}}) -> Why;
brief(T) when is_tuple(T) -> list_to_tuple(brief(tuple_to_list(T)));
brief(X) -> X.

part(Bin, At, N) -> binary:part(Bin, At, N).

iolists() ->
    [[], <<>>, "abc", [$a | <<"b">>], [[[]], [[$a], <<"b", 200>>] | <<"c">>], [256], [-1], [a], [$a | $b], [<<1:3>>], <<1:3>>,
     [1.0], a, 5, [[$a, [$b | [$c | <<"d">>]]], $e], [<<"x">>, [<<"y">> | <<"z">>] | <<"w">>]].
