-module(exc_kinds).
-export([main/0]).

main() ->
    Tests = [
        {badmatch, fun() -> {ok, _} = id(error) end},
        {badmatch2, fun() -> [A, A] = id([1, 2]), A end},
        {case_clause, fun() -> case id(3) of 1 -> a; 2 -> b end end},
        {if_clause, fun() -> X = id(1), if X > 5 -> a; X < 0 -> b end end},
        {function_clause, fun() -> only_ints(id(a)) end},
        {try_clause, fun() -> try id(3) of 1 -> one catch _:_ -> caught end end},
        {badarith, fun() -> id(1) + id(a) end},
        {badarg, fun() -> atom_to_list(id(1)) end},
        {undef, fun() -> undefined_module:f(1) end},
        {undef2, fun() -> apply(?MODULE, missing, [1, 2]) end},
        {badfun, fun() -> (id(x))() end},
        {badarity, fun() -> try (fun(_) -> ok end)(1, 2) catch error:{badarity, {_, As}} -> error({badarity, As}) end end},
        {badkey, fun() -> maps:get(k, id(#{})) end},
        {badmap, fun() -> maps:size(id([])) end},
        {noproc, fun() -> gen_server:call(no_such_server, hi) end},
        {throw, fun() -> throw(ball) end},
        {exit, fun() -> exit(bye) end},
        {error, fun() -> error(custom) end},
        {error2, fun() -> error(custom, [a, b]) end},
        {error3, fun() -> error({some, "term"}, none, []) end},
        {system_limit, fun() -> list_to_atom(lists:duplicate(1000, $a)) end},
        {timeout_value, fun() -> receive after id(bad) -> ok end end},
        {badrecord, fun() -> element(2, id(x)) end},
        {nocatch, fun() -> element(1, {'EXIT', catch throw(thrown)}) end}
    ],
    [io:format("~p: ~p~n", [Name, try {value, F()} catch C:R -> {C, R} end]) || {Name, F} <- Tests].

only_ints(X) when is_integer(X) -> X.

id(X) -> X.
