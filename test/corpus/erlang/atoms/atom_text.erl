-module(atom_text).
-export([main/0]).

main() ->
    Names = ["ok", "Ok", "hello world", "", "with'quote", "back\\slash", "new\nline", "@x", "x@y", "_u", "1a", "nil", "åäö", "日本", "end", "case", "a.b"],
    [io:format("~p ~w ~tp ~tw ~ts ~p~n", [A, A, A, A, A, atom_to_list(A)]) || N <- Names, A <- [list_to_atom(N)]],
    io:format("~p~n", [[atom_to_binary(list_to_atom(N)) || N <- Names]]),
    io:format("~p~n", [[binary_to_atom(atom_to_binary(list_to_atom(N)), utf8) =:= list_to_atom(N) || N <- Names]]),
    io:format("~p~n", [atom_to_binary('é', latin1)]),
    io:format("~p~n", [try atom_to_binary('日', latin1) catch C:R -> {C, R} end]).
