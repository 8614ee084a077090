%% What list functions raise for arguments of the wrong shape.
-module(list_errors).
-export([main/0]).

main() ->
    Tests = [
        fun() -> lists:nth(4, [1, 2, 3]) end,
        fun() -> lists:nthtail(5, [1]) end,
        fun() -> lists:last([]) end,
        fun() -> lists:max([]) end,
        fun() -> lists:seq(1, 5, 0) end,
        fun() -> lists:seq(a, b) end,
        fun() -> lists:sublist([1], -1) end,
        fun() -> lists:split(3, [1]) end,
        fun() -> lists:sum([a]) end,
        fun() -> lists:zip([1], [1, 2]) end,
        fun() -> lists:keyfind(1, 0, [{1}]) end,
        fun() -> lists:keysort(2, [{1}]) end,
        fun() -> lists:keyreplace(a, 1, [{a}], not_tuple) end,
        fun() -> lists:map(not_a_fun, [1]) end,
        fun() -> lists:foldl(fun(_) -> ok end, 0, [1]) end,
        fun() -> lists:duplicate(-1, x) end,
        fun() -> lists:concat([{}]) end,
        fun() -> lists:flatten([a | b]) end,
        fun() -> lists:droplast([]) end,
        fun() -> lists:filter(fun(_) -> not_boolean end, [1]) end
    ],
    [io:format("~p~n", [try F() catch C:R -> {C, simple(R)} end]) || F <- Tests].

simple({badarity, {F, Args}}) when is_function(F) -> {badarity, Args};
simple(R) -> R.
