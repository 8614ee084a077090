%% Clauses that share beginnings, sizes from fields and variables, matches that fail half way and go on elsewhere.
-module(bin_match_shapes).
-export([main/0]).

main() ->
    Matchers = [
        fun first/1, fun words/1, fun length_prefixed/1, fun parts/1, fun(B) -> pairs(B, 0) end, fun large/1,
        fun(B) -> sized(B, 8) end, fun leading_bit/1, fun constants/1, fun recursive/1
    ],
    Inputs = [
        <<>>, <<1>>, <<1, 2>>, <<200, 1, 2>>, <<"GET / HTTP/1.1\r\n">>, <<1:1>>, <<3:3, 1, 2>>,
        <<0, 0, 0, 5, "hello", 7>>, <<"abcdefgh">>, <<"abcdefghi">>, <<16#0123456789abcdef:64>>, a, 5,
        <<1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12>>
    ],
    [io:format("~w~n", [[try M(I) catch error:R:S -> {R, arguments(S)} end || M <- Matchers]]) || I <- Inputs],
    Sizes = [0, 1, 2, 3, 6, 7, 8, 16, 31, 32, 33, 48, -1, a, 1.0, 1 bsl 40, 1 bsl 80],
    [io:format("~w: ~w~n", [N, {sized(<<1, 2, 3, 4>>, N), by_size(<<1, 2, 3, 4, 5, 6>>, N)}]) || N <- Sizes],
    io:format("~w~n", [count(<<0:800>>, 0)]),
    io:format("~w~n", [windows(<<1, 2, 3, 4, 5, 6, 7>>, [])]),
    io:format("~w~n", [[backtrack(B) || B <- [<<1, 2, 3>>, <<1, 9, 3>>, <<1, 9, 4>>, <<2>>]]]).

%% What a function_clause says that the function was called with.
arguments([{_, Name, Args, _} | _]) when is_list(Args) -> {Name, Args};
arguments(_) -> none.

first(<<200, A, B>>) -> {a, A, B};
first(<<A, B:16, C:24/little, D:5, E:11/signed, T/binary>>) -> {A, B, C, D, E, T};
first(<<>>) -> empty;
first(<<A, R/binary>>) -> {r, A, R};
first(X) -> {no, X}.

words(<<"GET ", R/binary>>) -> {get, R};
words(<<"abcdefgh">>) -> eq;
words(<<"abcdefgh", X>>) -> {eqx, X};
words(<<16#0123456789abcdef:64>>) -> big;
words(_) -> other.

length_prefixed(<<L:32, S:L/binary, R/binary>>) -> {L, S, R};
length_prefixed(<<L:8, S:L/bits, R/bits>>) -> {b, L, S, R};
length_prefixed(_) -> no.

parts(<<A:4/binary, B:2/binary, _:1/binary, R/binary>>) -> {A, B, R};
parts(<<_:3, R/binary>>) -> {u, R};
parts(<<A:1, R/bits>>) -> {A, R};
parts(_) -> no.

pairs(<<X:2, R/bits>>, N) -> pairs(R, N * 3 + X);
pairs(<<X:1>>, N) -> {N, X};
pairs(<<>>, N) -> N.

large(<<A:72, R/bits>>) -> {A, R};
large(<<A:64/signed>>) -> {s, A};
large(<<A:16/signed, _/bits>>) -> {q, A};
large(B) when is_bitstring(B) -> bit_size(B).

leading_bit(<<A:1/bits, B:7/bits, C/bits>>) -> {A, B, C};
leading_bit(<<A:1/bits, B/bits>>) -> {A, B};
leading_bit(_) -> no.

constants(<<0:8, _/bits>>) -> z;
constants(<<1:8, X/bits>>) -> {one, X};
constants(<<200:8, 1:8, X:8>>) -> {tt, X};
constants(<<1:3, _/bits>>) -> t;
constants(<<"a", X:16/little, _/bits>>) -> X;
constants(_) -> d.

%% Its own call hands over what is being matched; the argument that no clause takes is the rest.
recursive(<<1, R/bits>>) -> recursive(R);
recursive(<<A, R/bits>> = All) when bit_size(R) > 8 -> {A, bit_size(R), byte_size(R), All, recursive(R)}.

sized(B, N) ->
    case B of
        <<A:N, R/bits>> -> {A, R};
        _ -> no
    end.

by_size(B, N) ->
    [
        case B of <<A:N/binary, R/binary>> -> {A, R}; _ -> no end,
        case B of <<_:N/binary, R1/binary>> -> R1; _ -> no end,
        case B of <<_:N, R2/bits>> -> R2; _ -> no end,
        case B of <<A3:N/little-signed-unit:8, R3/binary>> -> {A3, R3}; _ -> no end,
        case B of <<A4:N/binary-unit:3, _/bits>> -> A4; _ -> no end
    ].

count(<<_, R/binary>>, N) -> count(R, N + 1);
count(<<>>, N) -> N.

windows(<<A, B, R/binary>> = All, Acc) -> windows(<<B, R/binary>>, [{All, A} | Acc]);
windows(X, Acc) -> {X, Acc}.

backtrack(<<1, 2, _>>) -> a;
backtrack(<<1, 9, 4>>) -> b;
backtrack(<<1, R/binary>>) -> {c, R};
backtrack(B) -> {d, B}.
