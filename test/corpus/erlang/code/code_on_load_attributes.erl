-module(code_on_load_attributes).
-export([main/0]).

-vsn("1.2.3").
-author(someone).
-custom([{a, 1}, b]).
-on_load(prepare/0).

main() ->
    io:format("~p~n", [persistent_term:get(?MODULE)]),
    Attributes = ?MODULE:module_info(attributes),
    io:format("~p~n", [[lists:keyfind(K, 1, Attributes) || K <- [vsn, author, custom]]]),
    io:format("~p~n", [is_list(?MODULE:module_info(compile))]),
    io:format("~p~n", [byte_size(?MODULE:module_info(md5))]),
    io:format("~p~n", [lists:sort([N || {N, _} <- ?MODULE:module_info(functions), N =/= '-main/0-lc$^0/1-0-', hd(atom_to_list(N)) =/= $-])]).

prepare() ->
    persistent_term:put(?MODULE, on_load_ran),
    ok.
