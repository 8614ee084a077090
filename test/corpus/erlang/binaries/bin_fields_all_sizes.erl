%% Integer fields of many sizes at several bit offsets, written and read in all four ways; one line per value.
-module(bin_fields_all_sizes).
-export([main/0]).

main() ->
    lists:foreach(fun value/1, values()),
    lists:foreach(fun fixed/1, [
        <<16#0123456789abcdef0123456789abcdef:128>>,
        <<16#fedcba9876543210fedcba9876543210:128>>,
        <<-1:128>>
    ]).

value(V) ->
    All = [fields(V, Size, Offset) || Size <- sizes(), Offset <- [0, 1, 3, 8]],
    {A, B, C, D, _, _} = fields(V, 13, 3),
    io:format("~w: ~s ~w~n", [V, digest(All), {A, B, C, D}]).

fields(V, Size, Offset) ->
    Big = <<5:Offset, V:Size, 3:2>>,
    Little = <<5:Offset, V:Size/little, 1:1>>,
    <<_:Offset, A:Size, _/bits>> = Big,
    <<_:Offset, B:Size/signed, _/bits>> = Big,
    <<_:Offset, C:Size/little, _/bits>> = Little,
    <<_:Offset, D:Size/signed-little, _/bits>> = Little,
    {A, B, C, D, Big, Little}.

digest(Term) ->
    binary:encode_hex(erlang:md5(term_to_binary(Term, [{minor_version, 2}]))).

%% The sizes are constants here, which the compiler combines into few instructions.
fixed(Bin) ->
    <<A1:8, A2:16, A3:24, A4:32, _/bits>> = Bin,
    <<B1:40, B2:64, _/bits>> = Bin,
    <<C1:30, C2:31/signed, _/bits>> = Bin,
    <<D1:16/little, D2:16/signed, D3:32/little-signed, D4:32/little, _/bits>> = Bin,
    <<_:3, E1:8, E2:16, E3:32, E4:7/signed, E5:9/little, E6/bits>> = Bin,
    <<F1:80, F2:4/binary, _/bits>> = Bin,
    <<G1:80/little-signed, G2/binary>> = Bin,
    <<H1:4, H2:4, H3:1, H4:1, H5:6, H6:12, H7:12, H8:8/signed, _/bits>> = Bin,
    <<I1:5/little-signed, I2:11/little, I3:17/little, I4:3, _/bits>> = Bin,
    io:format("~w~n~w~n~w~n", [
        [A1, A2, A3, A4, B1, B2, C1, C2, D1, D2, D3, D4],
        [E1, E2, E3, E4, E5, E6, F1, F2, G1, G2],
        [H1, H2, H3, H4, H5, H6, H7, H8, I1, I2, I3, I4]
    ]).

sizes() ->
    [
        0, 1, 2, 3, 7, 8, 9, 12, 15, 16, 17, 23, 24, 25, 29, 30, 31, 32, 33, 40, 47, 48, 55, 56, 57, 59, 60, 61,
        62, 63, 64, 65, 66, 71, 72, 73, 100, 127, 128, 129, 130, 200, 1000
    ].

values() ->
    Powers = [1 bsl N || N <- [7, 8, 24, 29, 30, 31, 59, 60, 62, 63, 64, 100]],
    Near = lists:append([[P - 1, P, -P, -P - 1] || P <- Powers]),
    [0, 1, -1, 5, 16#123456789abcdef0, -16#123456789abcdef0, (1 bsl 64) + 12345 | Near] ++
        [16#fedcba9876543210fedcba9876543210, -16#fedcba9876543210fedcba98765432100].
