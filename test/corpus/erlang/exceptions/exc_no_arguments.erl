%% corpus: exit=1
%% No clause of a function without arguments: the trace has an empty list of arguments where others have an arity. The same of funs,
%% with free variables and without, and where nobody catches it.
-module(exc_no_arguments).
-export([main/0, outer/0]).

main() ->
    put(free, [1, b]),
    Free = get(free),
    Again = fun Name() when hd(Free) =:= hd([]) -> Name() end,
    Functions =
        [{local, fun none/0}, {external, fun ?MODULE:outer/0}, {inner, fun inner/0}, {clauses, fun clauses/0},
         {closed, fun() when hd(Free) =:= 2 -> ok end}, {named, Again}, {empty, fun() when hd([]) -> ok end}],
    [io:format("~w: ~p~n", [Name, innermost(F)]) || {Name, F} <- Functions, _ <- [1, 2]],
    io:format("catch ~p~n", [shortened(catch none())]),
    io:format("error/2 ~w~n", [try error(function_clause, []) catch _:_:Stack -> setelement(4, hd(Stack), []) end]),
    none().

innermost(F) ->
    try F() catch Class:Reason:Stack -> {Class, Reason, hd(Stack)} end.

shortened({'EXIT', {Reason, [Entry | _]}}) -> {Reason, Entry}.

none() when hd([]) -> ok.

outer() when hd([]) -> ok.

inner() -> [none() | outer()].

clauses() when hd([]) -> a;
clauses() when tl([]) -> b;
clauses() when element(1, a) -> c.
