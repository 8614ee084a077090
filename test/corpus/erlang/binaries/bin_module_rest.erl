-module(bin_module_rest).
-export([main/0]).

main() ->
    B = <<1, 2, 3, 250>>,
    show(at, binary:at(B, 3)),
    show(bin_to_list, binary:bin_to_list(B, 1, 2)),
    show(bin_to_list_neg, binary:bin_to_list(B, {4, -2})),
    show(copy, binary:copy(<<"ab">>, 3)),
    show(copy0, binary:copy(<<"ab">>, 0)),
    show(decode, [binary:decode_unsigned(B), binary:decode_unsigned(B, little), binary:decode_unsigned(<<>>)]),
    show(encode, [binary:encode_unsigned(N, E) || N <- [0, 255, 256, 1 bsl 70], E <- [big, little]]),
    show(first, {binary:first(B), binary:last(B)}),
    show(hex, {binary:encode_hex(B), binary:decode_hex(<<"dEaD">>)}),
    show(list_to_bin, binary:list_to_bin([1, [2, <<3>>]])),
    show(lcp, binary:longest_common_prefix([<<"prefix">>, <<"preview">>, <<"pre">>])),
    show(lcs, binary:longest_common_suffix([<<"running">>, <<"sing">>])),
    show(part, binary:part(B, 1, 2)),
    [show(error, try F() catch C:R -> {C, R} end) || F <- [fun() -> binary:at(B, 4) end, fun() -> binary:first(<<>>) end, fun() -> binary:part(B, 3, 2) end, fun() -> binary:decode_hex(<<"abc">>) end, fun() -> binary:decode_hex(<<"zz">>) end, fun() -> binary:encode_unsigned(-1) end, fun() -> binary:copy(B, -1) end, fun() -> binary:longest_common_prefix([]) end]].

show(Name, Value) -> io:format("~p: ~p~n", [Name, Value]).
