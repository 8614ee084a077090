-module(erl_eval_exprs).
-export([main/0]).

main() ->
    Sources = ["1 + 2.", "X = 5, X * X.", "lists:map(fun(A) -> A + 1 end, [1, 2]).", "[{A, B} || A <- [1, 2], B <- [a, b]].", "case {ok, 3} of {ok, N} when N > 2 -> big; _ -> small end.", "F = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end, F(10).", "try error(x) catch error:E -> {caught, E} end.", "<<A:4, B:4>> = <<16#AB>>, {A, B}.", "M = #{1 => 1}, M#{1 := 2, 2 => 3}.", "if 1 > 2 -> a; true -> b end.", "begin self() ! m, receive m -> got after 0 -> none end end.", "catch throw(t).", "\"a\" ++ \"b\".", "[X || <<X>> <= <<1, 2>>].", "maps:get(k, #{k => v})."],
    [io:format("~s ~p~n", [S, eval(S)]) || S <- Sources],
    [io:format("~s ~p~n", [S, eval(S)]) || S <- ["1 = 2.", "foo:bar().", "Unbound + 1.", "1 / 0.", "case 1 of 2 -> x end.", "(fun(a) -> b end)(c)."]],
    {ok, T, _} = erl_scan:string("Y = X + 1, Z = Y * 2."),
    {ok, E} = erl_parse:parse_exprs(T),
    {value, V, B} = erl_eval:exprs(E, [{'X', 10}]),
    io:format("~p ~p~n", [V, lists:sort(erl_eval:bindings(B))]).

eval(S) ->
    {ok, Tokens, _} = erl_scan:string(S),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    try erl_eval:exprs(Exprs, erl_eval:new_bindings()) of {value, V, _} -> V
    catch C:R -> {C, R} end.
