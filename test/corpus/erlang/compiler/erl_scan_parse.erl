-module(erl_scan_parse).
-export([main/0]).

main() ->
    Sources = ["1 + 2 * X.", "foo(A, [B | C]) when A > 1 -> {A, \"s\", <<B:8>>}.", "#{a => 1, b := $c}.", "fun(X) -> X end.", "16#FF + 1.5e3 + 2#101.", "case X of 1 -> a; _ -> b end.", "'quoted atom' ++ \"string\\n\".", "try f() catch error:E -> E after ok end.", "[X || X <- L, X > 1].", "1_000.", "$\\n."],
    [begin
        {ok, Tokens, _} = erl_scan:string(S),
        io:format("~p~n", [[T || T <- Tokens]])
    end || S <- Sources],
    [begin
        {ok, Tokens, _} = erl_scan:string(S),
        Parsed = case erl_parse:parse_exprs(Tokens) of {error, _} -> erl_parse:parse_form(Tokens); P -> P end,
        io:format("~p~n", [Parsed])
    end || S <- Sources],
    [io:format("~p~n", [erl_scan:string(S)]) || S <- ["\"unterminated", "'open", "1.0e999", "$", "abc\x{0}"]],
    [begin {ok, T, _} = erl_scan:string(S), io:format("~p~n", [erl_parse:parse_exprs(T)]) end || S <- ["1 + .", "foo(.", "end.", "A = ."]],
    {ok, T2, _} = erl_scan:string("{a, [1, \"x\"], #{}}."),
    io:format("~p~n", [erl_parse:parse_term(T2)]),
    io:format("~p~n", [erl_scan:string("a %% comment\n b", {1, 1}, [return, text])]).
