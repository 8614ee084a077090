-module(erlang_misc_bifs).
-export([main/0]).

main() ->
    io:format("~p~n", [erlang:system_info(wordsize)]),
    io:format("~p~n", [is_list(erlang:system_info(otp_release))]),
    io:format("~p~n", [[erlang:is_builtin(M, F, A) || {M, F, A} <- [{erlang, '+', 2}, {lists, map, 2}, {lists, reverse, 2}, {erlang, foo, 1}]]]),
    io:format("~p~n", [[erlang:function_exported(M, F, A) || {M, F, A} <- [{lists, map, 2}, {lists, nope, 2}, {no_mod, f, 0}, {?MODULE, main, 0}, {erlang, atom_to_list, 1}]]]),
    io:format("~p~n", [erlang:md5("hello")]),
    io:format("~p~n", [erlang:md5_final(erlang:md5_update(erlang:md5_update(erlang:md5_init(), "he"), <<"llo">>)) =:= erlang:md5("hello")]),
    io:format("~p~n", [erlang:list_to_existing_atom("main")]),
    io:format("~p~n", [erlang:get_module_info(?MODULE, module)]),
    io:format("~p~n", [lists:sort(?MODULE:module_info(exports))]),
    io:format("~p~n", [?MODULE:module_info(module)]),
    io:format("~p~n", [erlang:garbage_collect()]),
    io:format("~p~n", [is_integer(erlang:memory(total))]),
    io:format("~p~n", [erlang:bump_reductions(100)]),
    io:format("~p~n", [erlang:yield()]),
    io:format("~p~n", [apply(erlang, '++', [[1], [2]])]),
    io:format("~p~n", [[erlang:'=:='(1, 1), erlang:'not'(true), erlang:'div'(7, 2), erlang:'bsl'(1, 4), erlang:'!'(self(), msg)]]),
    io:format("~p~n", [try erlang:nif_error(x) catch error:x -> not_loaded end]).
