%% The texts of erl_error for exceptions with extra information.
-module(exc_format).
-export([main/0]).

main() ->
    Tests = [
        fun() -> atom_to_list(id(1)) end,
        fun() -> element(5, id({a, b})) end,
        fun() -> list_to_integer("12x") end,
        fun() -> binary_to_integer(<<"1">>, 99) end,
        fun() -> maps:get(missing, id(#{})) end,
        fun() -> maps:put(a, b, id(notmap)) end,
        fun() -> ets:lookup(no_table, key) end,
        fun() -> ets:new(name, [bad_option]) end,
        fun() -> lists:seq(1, 5, 0) end,
        fun() -> lists:keyfind(a, 0, []) end,
        fun() -> binary:part(<<1, 2, 3>>, 2, 5) end,
        fun() -> io:format("~p ~p~n", [1]) end,
        fun() -> unicode:characters_to_binary({bad}) end,
        fun() -> persistent_term:get(no_such_key) end,
        fun() -> atomics:get(id(x), 1) end,
        fun() -> register(undefined, id(not_a_pid)) end,
        fun() -> spawn(id(1), f, []) end,
        fun() -> erlang:send_after(-1, some_name, x) end,
        fun() -> math:sqrt(-1) end,
        fun() -> math:log(id(0)) end,
        fun() -> list_to_tuple(id(x)) end,
        fun() -> tuple_to_list(id([])) end,
        fun() -> hd(id([])) end,
        fun() -> length(id([a | b])) end,
        fun() -> id(1) + id("x") end,
        fun() -> [1, 2] ++ id(x) ++ [3] end,
        fun() -> binary_to_term(<<1, 2, 3>>) end,
        fun() -> list_to_existing_atom("never seen before 123") end,
        fun() -> process_flag(bad_flag, 1) end,
        fun() -> erlang:monitor(process, 1) end,
        fun() -> link(id(x)) end,
        fun() -> id(x) ! hello end,
        fun() -> id(unregistered_name) ! hello end,
        fun() -> integer_to_list(1, 99) end,
        fun() -> float_to_list(1.0, [{decimals, 500}]) end,
        fun() -> re:run("x", "(") end,
        fun() -> string:trim(id(1)) end,
        fun() -> split_binary(<<1>>, 5) end,
        fun() -> apply(id(f), id(g), id(h)) end,
        fun() -> error(custom, [1, 2]) end
    ],
    lists:foreach(fun show/1, lists:enumerate(Tests)).

show({N, F}) ->
    try F() of
        V -> io:format("~p: value ~p~n", [N, V])
    catch
        C:R:Stack ->
            Top = hd(Stack),
            Text = erl_error:format_exception(C, R, [without_line(Top)]),
            io:format("~p: ~ts~n", [N, Text])
    end.

without_line({M, F, A, Info}) -> {M, F, A, [I || I = {error_info, _} <- Info]}.

id(X) -> X.
