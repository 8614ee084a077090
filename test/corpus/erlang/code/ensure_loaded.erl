-module(ensure_loaded).
-export([main/0]).

%% Modules that nobody has called, before something has started the code server, and after it.

main() ->
    io:format("~p~n", [erlang:module_loaded(digraph)]),
    io:format("~p~n", [code:ensure_loaded(digraph)]),
    io:format("~p~n", [erlang:module_loaded(digraph)]),
    io:format("~p~n", [erlang:function_exported(digraph, new, 0)]),
    io:format("~p~n", [code:ensure_loaded(digraph)]),
    io:format("~p~n", [code:ensure_loaded(?MODULE)]),
    io:format("~p~n", [code:ensure_loaded(erlang)]),
    io:format("~p~n", [lists:map(fun code:ensure_loaded/1, [sofs, queue, sofs])]),
    io:format("~p~n", [[failure(Wrong) || Wrong <- ["digraph", 1, {digraph}, <<"digraph">>]]]),
    io:format("~p~n", [code:ensure_loaded(no_such_module_here)]),
    io:format("~p~n", [code:ensure_loaded('')]),
    io:format("~p~n", [element(1, code:is_loaded(digraph))]),
    io:format("~p~n", [code:ensure_loaded(digraph_utils)]),
    io:format("~p~n", [{code:delete(digraph), code:purge(digraph)}]),
    io:format("~p~n", [erlang:module_loaded(digraph)]),
    io:format("~p~n", [code:ensure_loaded(digraph)]),
    io:format("~p~n", [length(digraph:vertices(digraph:new()))]),
    io:format("~p~n", [failure("digraph")]).

failure(Module) ->
    try code:ensure_loaded(Module)
    catch Class:Reason:Stack -> {Class, Reason, [{M, F, Args} || {M, F, Args, _} <- [hd(Stack)]]}
    end.
