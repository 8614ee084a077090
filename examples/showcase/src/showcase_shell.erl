%% Expressions as typed at the Erlang shell, through erl_scan, erl_parse and erl_eval.
-module(showcase_shell).
-export([act/0]).

act() ->
    lists:foldl(fun enter/2, {1, erl_eval:new_bindings()}, lines()).

lines() ->
    [
        "Fact = fun F(0) -> 1; F(N) -> N * F(N - 1) end, Fact(30).",
        "<< <<(C bxor 32)>> || <<C>> <= <<\"bEAMJIT\">> >>.",
        "#{X => [Y || Y <- lists:seq(1, X), X rem Y =:= 0] || X <- [6, 28, 97]}.",
        "Me = self(), spawn(fun() -> Me ! {sum, lists:sum(lists:seq(1, 1000))} end), "
            "receive {sum, S} -> S end.",
        "string:titlecase(lists:reverse(\"gnalre\")).",
        "hd([])."
    ].

enter(Line, {Number, Bindings}) ->
    showcase_style:line("    ~ts ~ts", [showcase_style:dim(io_lib:format("~w>", [Number])), Line]),
    {ok, Tokens, _} = erl_scan:string(Line),
    {ok, Expressions} = erl_parse:parse_exprs(Tokens),
    try erl_eval:exprs(Expressions, Bindings) of
        {value, Value, Bindings1} ->
            showcase_style:line("    ~ts", [showcase_style:yellow(io_lib:format("~0tp", [Value]))]),
            {Number + 1, Bindings1}
    catch
        Class:Reason:Stack ->
            Trim = #{stack_trim_fun => fun evaluator/3},
            Text = erl_error:format_exception(Class, Reason, Stack, Trim),
            [showcase_style:line("    ~ts", [showcase_style:red(Part)])
             || Part <- string:lexemes(Text, "\n")],
            {Number + 1, Bindings}
    end.

%% The frames that are the evaluator's and ours, not the expression's.
evaluator(Module, _Function, _Arity) -> Module =/= erlang.
