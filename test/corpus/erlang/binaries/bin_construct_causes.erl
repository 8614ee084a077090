%% What the trace of a failed construction says: the segment, its type and what is wrong with it.
%% corpus: flavours=no_ssa_opt,no_type_opt,no_line_info,unoptimised
-module(bin_construct_causes).
-export([main/0, id/1]).

main() ->
    lists:foreach(fun(F) -> io:format("~p~n", [cause(F)]) end, failing()).

cause(F) ->
    try F() of
        Bin -> Bin
    catch
        error:Reason:Trace ->
            [{?MODULE, _, _, Info} | _] = Trace,
            #{cause := Cause, function := Function, module := Module} = proplists:get_value(error_info, Info),
            #{general := Text} = Module:Function(Reason, Trace),
            {Reason, Cause, Text}
    end.

id(X) -> X.

-define(ID(X), (?MODULE:id(X))).

failing() ->
    Big = 1 bsl 70,
    [
        fun() -> <<?ID(a)>> end,
        fun() -> <<1, ?ID(a):16, 2>> end,
        fun() -> <<?ID(1.5):64>> end,
        fun() -> <<?ID(1.5):100>> end,
        fun() -> <<?ID(1):?ID(-1)>> end,
        fun() -> <<?ID(1):?ID(x)>> end,
        fun() -> <<?ID(1):?ID(Big)>> end,
        fun() -> <<?ID(1):?ID(-Big)>> end,
        fun() -> <<?ID(1):?ID(1.0)>> end,
        fun() -> <<"abc", ?ID(<<1, 2>>):3/binary>> end,
        fun() -> <<?ID(<<1, 2>>):?ID(3)/binary>> end,
        fun() -> <<?ID(<<1, 2>>):?ID(-1)/binary>> end,
        fun() -> <<?ID(a):2/binary>> end,
        fun() -> <<?ID(a):?ID(b)/binary>> end,
        fun() -> <<?ID(<<1:3>>)/binary>> end,
        fun() -> <<7, ?ID(<<1:3>>)/binary>> end,
        fun() -> <<?ID(5)/binary>> end,
        fun() -> <<8, ?ID("list")/binary>> end,
        fun() -> <<?ID(x)/bits>> end,
        fun() -> <<1, ?ID(<<1>>):?ID(9)/bitstring>> end,
        fun() -> <<1, ?ID(<<1:3>>)/binary-unit:2>> end,
        fun() -> <<?ID(<<1>>)/binary, ?ID(a):8, ?ID(b):16>> end,
        fun() -> <<?ID(<<1>>)/binary, ?ID(<<1:1>>)/binary>> end,
        fun() -> <<?ID(q):8, ?ID(1):?ID(z)>> end,
        fun() -> <<?ID(q):8, ?ID(r)/binary>> end,
        fun() -> <<?ID(q)/binary, ?ID(r):8>> end,
        fun() -> <<?ID(<<>>)/binary, ?ID(Big):8, ?ID(-1):?ID(3)/unit:4, "xyz">> end,
        fun() -> <<?ID(1):?ID(3)/little-unit:7, ?ID(u):?ID(9)/binary>> end,
        fun() -> <<1, ?ID(a)/utf8>> end,
        fun() -> <<1, ?ID(16#d800)/utf16>> end,
        fun() -> <<1, ?ID(16#110000)/utf32>> end,
        fun() -> <<1, ?ID(a)/float>> end,
        fun() -> <<1, ?ID(1.0):?ID(9)/float>> end,
        fun() -> <<1, ?ID(1 bsl 2000)/float>> end,
        fun() -> << <<(?ID(X)):8>> || X <- [1, a] >> end,
        fun() -> << <<B/binary>> || B <- [<<1>>, <<1:1>>] >> end
    ].
