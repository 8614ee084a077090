-module(persistent_terms).
-export([main/0]).

main() ->
    io:format("~p~n", [persistent_term:put({?MODULE, a}, #{big => lists:seq(1, 10)})]),
    io:format("~p~n", [persistent_term:get({?MODULE, a})]),
    io:format("~p~n", [persistent_term:get(missing, default)]),
    io:format("~p~n", [try persistent_term:get(missing) catch C:R -> {C, R} end]),
    persistent_term:put(k2, 1),
    persistent_term:put(k2, 2),
    io:format("~p~n", [persistent_term:get(k2)]),
    Self = self(),
    spawn(fun() -> Self ! persistent_term:get(k2) end),
    io:format("~p~n", [receive X -> X end]),
    io:format("~p ~p~n", [persistent_term:erase(k2), persistent_term:erase(k2)]),
    io:format("~p~n", [lists:keyfind({?MODULE, a}, 1, persistent_term:get())]),
    io:format("~p~n", [maps:get(count, persistent_term:info()) > 0]).
