-module(proc_long_bifs).
-export([main/0]).

%% A process that calls nothing but a built-in function that takes long lets others run between the calls.
main() ->
    Ints = lists:seq(1, 100000),
    Bytes = lists:duplicate(100000, $x),
    Table = ets:new(table, [public]),
    ets:insert(Table, [{I, I} || I <- lists:seq(1, 10000)]),
    Spec = [{{'_', none}, [], ['$_']}],
    Loops = [{term_to_binary, fun() -> term_to_binary(Ints) end},
             {binary_to_term, with(term_to_binary(Ints), fun(B) -> binary_to_term(B) end)},
             {external_size, fun() -> erlang:external_size(Ints) end},
             {list_to_binary, fun() -> list_to_binary(Bytes) end},
             {binary_to_list, with(list_to_binary(Bytes), fun(B) -> binary_to_list(B) end)},
             {select, fun() -> ets:select(Table, Spec) end},
             {select_count, fun() -> ets:select_count(Table, Spec) end}],
    [io:format("~p ~p~n", [Name, interrupted(Loop)]) || {Name, Loop} <- Loops].

with(Term, Fun) -> fun() -> Fun(Term) end.

interrupted(Loop) ->
    Self = self(),
    Pid = spawn(fun() -> Self ! started, loop(Loop, 20000) end),
    receive started -> ok end,
    erlang:yield(),
    Alive = is_process_alive(Pid),
    exit(Pid, kill),
    Alive.

loop(_, 0) -> done;
loop(Fun, N) -> Fun(), loop(Fun, N - 1).
