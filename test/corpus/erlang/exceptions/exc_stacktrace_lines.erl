%% corpus: flavours=no_type_opt,no_ssa_opt
%% Stack traces name module, function, arity (or arguments), file and line.
-module(exc_stacktrace_lines).
-export([main/0]).

main() ->
    show(fun() -> a(1) end),
    show(fun() -> lists:map(fun(X) -> 1 / X end, [1, 0]) end),
    show(fun() -> only(b) end),
    show(fun() -> apply(?MODULE, nothing, [1, [2]]) end),
    show(fun() -> list_to_integer("abc") end),
    show(fun() -> maps:fold(fun(_, V, A) -> A + V end, 0, #{x => y}) end).

show(F) ->
    try F()
    catch
        C:R:Stack ->
            io:format("~p ~p~n", [C, R]),
            [io:format("  ~p~n", [frame(Frame)]) || Frame <- Stack, element(1, Frame) =:= ?MODULE]
    end.

frame({_, F, A, Info}) ->
    {re:replace(atom_to_list(F), "-.*", "", [{return, list}]), A, proplists:get_value(file, Info), proplists:get_value(line, Info)}.

a(X) ->
    Y = b(X),
    Y + 1.

b(X) ->
    Z = c(X, 0),
    Z * 2.

c(X, Y) ->
    X div Y.

only(a) -> ok.
