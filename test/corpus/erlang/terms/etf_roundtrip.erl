-module(etf_roundtrip).
-export([main/0]).

main() ->
    Terms = [lists:seq(-300, 300, 7), [1 bsl N || N <- lists:seq(0, 300, 13)], [-(1 bsl N) || N <- lists:seq(0, 300, 13)], [X / 7 || X <- lists:seq(-20, 20)], "unicode ☃", [list_to_atom(integer_to_list(N)) || N <- lists:seq(1, 20)], list_to_tuple(lists:seq(1, 500)), maps:from_list([{N, {N}} || N <- lists:seq(1, 100)]), <<1:17>>, make_ref(), self(), fun lists:map/2, [[[[a]]]], {#{}, <<>>, [], {}}],
    io:format("~p~n", [[binary_to_term(term_to_binary(T)) =:= T || T <- Terms]]),
    io:format("~p~n", [[binary_to_term(term_to_binary(T, [compressed])) =:= T || T <- Terms]]),
    io:format("~p~n", [[binary_to_term(iolist_to_binary(term_to_iovec(T))) =:= T || T <- Terms]]),
    X = 5,
    F = binary_to_term(term_to_binary(fun(Y) -> X + Y end)),
    io:format("~p~n", [F(10)]),
    io:format("~p~n", [erlang:fun_info(F, arity)]).
