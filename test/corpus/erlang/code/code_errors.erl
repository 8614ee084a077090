-module(code_errors).
-export([main/0]).

main() ->
    io:format("~p~n", [code:load_file(no_such_module_here)]),
    io:format("~p~n", [code:ensure_loaded(no_such_module_here)]),
    logger:set_primary_config(level, none),
    io:format("~p~n", [code:load_binary(broken, "broken.beam", <<"not a beam file">>)]),
    io:format("~p~n", [code:is_loaded(no_such_module_here)]),
    io:format("~p~n", [code:which(no_such_module_here)]),
    io:format("~p~n", [code:which(erlang)]),
    io:format("~p~n", [code:ensure_loaded(lists)]),
    io:format("~p~n", [code:purge(no_such_module_here)]),
    io:format("~p~n", [code:delete(no_such_module_here)]),
    io:format("~p~n", [erlang:module_loaded(?MODULE)]),
    io:format("~p~n", [erlang:check_old_code(lists)]),
    io:format("~p~n", [erlang:load_module(wrong_name, <<>>)]),
    io:format("~p~n", [try code:load_binary(a, b, c) catch C:R -> {C, R} end]).
