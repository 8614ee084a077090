%% Clauses that share a prefix and fail late.
-module(bin_match_backtrack).
-export([main/0]).

main() ->
    Inputs = [<<"GET /">>, <<"GEX">>, <<"POST x">>, <<"PUT">>, <<"P">>, <<>>, <<"GET">>, <<1:3>>, <<"PATCH!!">>],
    [io:format("~p ~p ~p~n", [I, method(I), guarded(I)]) || I <- Inputs],
    io:format("~p~n", [tokens(<<"let x1 = 42 + foo(7)">>)]).

method(<<"GET ", Rest/binary>>) -> {get, Rest};
method(<<"GET">>) -> bare_get;
method(<<"POST", _/binary>>) -> post;
method(<<"P", C, _/binary>>) when C =:= $U -> put;
method(<<"P", _, _:5/binary, _/binary>>) -> long_p;
method(<<"P", Rest/bits>>) -> {p, Rest};
method(<<_, _/binary>>) -> other;
method(<<>>) -> empty;
method(B) when is_bitstring(B) -> bits.

guarded(<<A:16, _/bits>> = B) when A rem 2 =:= 1, byte_size(B) > 3 -> odd;
guarded(<<A, B, _/bits>>) when A < B -> rising;
guarded(B) when bit_size(B) < 8 -> tiny;
guarded(_) -> none.

tokens(<<C, Rest/binary>>) when C =:= $\s -> tokens(Rest);
tokens(<<C, _/binary>> = B) when C >= $0, C =< $9 -> number(B, 0);
tokens(<<C, _/binary>> = B) when C >= $a, C =< $z -> word(B, <<>>);
tokens(<<C, Rest/binary>>) -> [{sym, [C]} | tokens(Rest)];
tokens(<<>>) -> [].

number(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> number(Rest, N * 10 + C - $0);
number(Rest, N) -> [{int, N} | tokens(Rest)].

word(<<C, Rest/binary>>, Acc) when C >= $a, C =< $z; C >= $0, C =< $9 -> word(Rest, <<Acc/binary, C>>);
word(Rest, Acc) -> [{word, Acc} | tokens(Rest)].
