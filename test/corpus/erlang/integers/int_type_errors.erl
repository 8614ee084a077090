%% badarith and badarg of arithmetic with operands of other types.
-module(int_type_errors).
-export([main/0]).

main() ->
    Bad = [a, "x", {1}, <<1>>, [], fun() -> ok end, #{}],
    Operations = [
        {'+', fun(X) -> X + 1 end}, {'-', fun(X) -> 1 - X end}, {'*', fun(X) -> X * 2 end}, {'/', fun(X) -> X / 2 end},
        {'div', fun(X) -> X div 2 end}, {'rem', fun(X) -> 5 rem X end}, {'band', fun(X) -> X band 1 end},
        {'bor', fun(X) -> X bor 1 end}, {'bxor', fun(X) -> X bxor 1 end}, {'bnot', fun(X) -> bnot X end},
        {'bsl', fun(X) -> X bsl 1 end}, {'bsr', fun(X) -> 1 bsr X end}, {neg, fun(X) -> -X end},
        {float, fun(X) -> float(X) end}, {trunc, fun(X) -> trunc(X) end}, {round, fun(X) -> round(X) end}
    ],
    [io:format("~p: ~p~n", [Name, [outcome(F, X) || X <- Bad]]) || {Name, F} <- Operations].

outcome(F, X) ->
    try F(X) catch error:Reason -> Reason end.
