%% corpus: otp>=27
-module(bin_module_match).
-export([main/0]).

main() ->
    B = <<"the cat sat on the mat">>,
    show(match, binary:match(B, <<"at">>)),
    show(match_none, binary:match(B, <<"dog">>)),
    show(match_list, binary:match(B, [<<"mat">>, <<"sat">>])),
    show(match_scope, binary:match(B, <<"at">>, [{scope, {7, 10}}])),
    show(matches, binary:matches(B, <<"at">>)),
    show(matches_list, binary:matches(B, [<<"a">>, <<"at">>, <<"the">>])),
    show(matches_overlap, binary:matches(<<"aaaaa">>, <<"aa">>)),
    P = binary:compile_pattern([<<" ">>, <<"t">>]),
    show(split_compiled, binary:split(B, P, [global])),
    show(split, binary:split(B, <<" ">>)),
    show(split_global, binary:split(B, <<" ">>, [global])),
    show(split_trim, binary:split(<<",a,,b,,">>, <<",">>, [global, trim])),
    show(split_trim_all, binary:split(<<",a,,b,,">>, <<",">>, [global, trim_all])),
    show(replace, binary:replace(B, <<"at">>, <<"AT">>)),
    show(replace_global, binary:replace(B, <<"at">>, <<"@">>, [global])),
    show(replace_insert, binary:replace(B, <<"the">>, <<"[]">>, [global, {insert_replaced, 1}])),
    show(replace_fun, binary:replace(B, [<<"cat">>, <<"mat">>], fun(X) -> <<X/binary, X/binary>> end, [global])),
    [show(error, try F() catch C:R -> {C, R} end) || F <- [fun() -> binary:match(B, <<>>) end, fun() -> binary:match(<<1:3>>, <<1>>) end, fun() -> binary:split(x, <<"a">>) end, fun() -> binary:match(B, []) end, fun() -> binary:replace(B, <<"a">>, x) end]].

show(Name, Value) -> io:format("~p: ~p~n", [Name, Value]).
