-module(digraph_all).
-export([main/0]).

main() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- [a, b, c, d, e, f]],
    [digraph:add_edge(G, {A, B}, A, B, label) || {A, B} <- [{a, b}, {b, c}, {c, a}, {c, d}, {d, e}]],
    io:format("~p ~p~n", [digraph:no_vertices(G), digraph:no_edges(G)]),
    io:format("~p~n", [lists:sort(digraph:out_neighbours(G, c))]),
    io:format("~p~n", [digraph:in_degree(G, d)]),
    io:format("~p~n", [digraph:get_path(G, a, e)]),
    io:format("~p~n", [digraph:get_short_path(G, b, e)]),
    io:format("~p~n", [digraph:get_path(G, e, a)]),
    io:format("~p~n", [lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)])]),
    io:format("~p~n", [lists:sort([lists:sort(C) || C <- digraph_utils:components(G)])]),
    io:format("~p~n", [digraph_utils:is_acyclic(G)]),
    io:format("~p~n", [digraph_utils:topsort(G)]),
    digraph:del_edge(G, {c, a}),
    io:format("~p~n", [[V || V <- digraph_utils:topsort(G), V =/= f]]),
    io:format("~p~n", [lists:sort(digraph_utils:reachable([b], G))]),
    io:format("~p~n", [digraph:edge(G, {a, b})]),
    D = digraph:new([acyclic]),
    [digraph:add_vertex(D, V) || V <- [x, y]],
    digraph:add_edge(D, x, y),
    io:format("~p~n", [digraph:add_edge(D, y, x)]),
    io:format("~p~n", [digraph:delete(G)]).
