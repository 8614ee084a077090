%% lists, first half of the alphabet.
-module(list_functions_a).
-export([main/0]).

main() ->
    L = [5, 3, 8, 1, 9, 2],
    show(all, lists:all(fun(X) -> X > 0 end, L)),
    show(any, lists:any(fun(X) -> X > 8 end, L)),
    show(append, lists:append([[1], [], [2, 3]])),
    show(append2, lists:append([1], [2])),
    show(concat, lists:concat([a, "b", 1, 2.5, '-'])),
    show(delete, lists:delete(8, L)),
    show(droplast, lists:droplast(L)),
    show(dropwhile, lists:dropwhile(fun(X) -> X > 2 end, L)),
    show(duplicate, lists:duplicate(3, x)),
    show(enumerate, lists:enumerate([a, b])),
    show(enumerate3, lists:enumerate(10, [a, b, c])),
    show(filter, lists:filter(fun(X) -> X rem 2 =:= 0 end, L)),
    show(filtermap, lists:filtermap(fun(X) when X > 5 -> {true, X * 10}; (X) -> X < 2 end, L)),
    show(flatlength, lists:flatlength([1, [2, [3, []]]])),
    show(flatmap, lists:flatmap(fun(X) -> [X, X] end, [1, 2])),
    show(flatten, lists:flatten([1, [2, [[3]], []], [[[[4]]]]])),
    show(flatten2, lists:flatten([1, [2]], [[3]])),
    show(foldl, lists:foldl(fun(X, Acc) -> [X | Acc] end, [], L)),
    show(foldr, lists:foldr(fun(X, Acc) -> [X | Acc] end, [], L)),
    show(join, lists:join(sep, [1, 2, 3])),
    show(keydelete, lists:keydelete(b, 1, [{a, 1}, {b, 2}, {b, 3}])),
    show(keyfind, [lists:keyfind(K, 2, [{a, 1}, x, {b, 2.0}]) || K <- [1, 2, 3]]),
    show(keymap, lists:keymap(fun(X) -> X * 2 end, 2, [{a, 1}, {b, 2}])),
    show(keymember, lists:keymember(2, 2, [{b, 2}])),
    show(keymerge, lists:keymerge(1, [{1, a}, {3, a}], [{1, b}, {2, b}])),
    show(keyreplace, lists:keyreplace(b, 1, [{a, 1}, {b, 2}], {c, 3})),
    show(keysearch, lists:keysearch(b, 1, [{a, 1}, {b, 2}])),
    show(keysort, lists:keysort(2, [{a, 3}, {b, 1}, {c, 2}, {d, 1}])),
    show(keystore, lists:keystore(z, 1, [{a, 1}], {z, 9})),
    show(keytake, lists:keytake(b, 1, [{a, 1}, {b, 2}, {c, 3}])).

show(Name, Value) -> io:format("~p: ~p~n", [Name, Value]).
