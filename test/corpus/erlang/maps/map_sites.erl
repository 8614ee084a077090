-module(map_sites).
-export([main/0, mk/3, up/2, up2/3, g/1]).
mk(A, B, C) -> #{zeta => A, alpha => B, mid => C}.
up(M, V) -> M#{alpha := V}.
up2(M, V, W) -> M#{alpha := V, new => W, zeta := W}.
g(M) when map_size(M) > 1, is_map_key(alpha, M) -> {ok, map_get(alpha, M)};
g(_) -> none.
t(F) -> try F() catch C:R:S -> {C, R, element(1, hd(S)), element(2, hd(S))} end.
main() ->
  M = mk(1, 2, 3), io:format("~p ~p ~p~n", [M, maps:to_list(M), maps:keys(M)]),
  io:format("~p~n", [[up(M, x), up2(M, y, z), t(fun() -> up(#{}, 1) end), t(fun() -> up(foo, 1) end), t(fun() -> up2(#{a => 1}, 1, 2) end), t(fun() -> up2(#{alpha => 1}, 1, 2) end)]]),
  io:format("~p~n", [[g(M), g(#{}), g(#{a=>1,b=>2}), g(x)]]),
  io:format("~p~n", [[t(fun() -> element(X, {a,b}) end) || X <- [0,1,2,3,a, 1 bsl 70]]]),
  io:format("~p~n", [[t(fun() -> setelement(X, {a,b}, c) end) || X <- [0,1,2,3,a]]]),
  io:format("~p~n", [[t(fun() -> setelement(X, list_to_tuple(lists:seq(1,12)), c) end) || X <- [0,1,12,13,a]]]),
  io:format("~p~n", [[t(fun() -> max(X, Y) end) || X <- [1, 1.0, a, 1 bsl 80], Y <- [1, 2, 1.0, b]]]),
  io:format("~p~n", [[t(fun() -> min(X, Y) end) || X <- [1, 1.0, a, 1 bsl 80], Y <- [1, 2, 1.0, b]]]),
  io:format("~p~n", [[t(fun() -> lists:keyfind(a, X, [{b,a},{a,1}]) end) || X <- [0,1,2,3]]]),
  io:format("~p~n", [[t(fun() -> length(X) end) || X <- [[], [1], [1|2], a]]]),
  io:format("~p~n", [mk(1,2,3) =:= #{alpha => 2, mid => 3, zeta => 1}]).
