-module(recv_patterns).
-export([main/0]).

main() ->
    Msgs = [{get, a}, [1, 2, 3], <<5, 6>>, #{k => v}, 42, 4.2, atom, "str", {set, a, 9}, {nested, {x, [y]}}, fun() -> called end],
    [self() ! M || M <- Msgs],
    io:format("~p~n", [[next() || _ <- Msgs]]),
    self() ! {error, bad},
    io:format("~p~n", [try receive {error, R} -> throw(R) end catch throw:T -> {thrown, T} end]),
    X = 10,
    [self() ! N || N <- [1, 20, 10]],
    io:format("~p~n", [receive X -> same end]),
    io:format("~p~n", [receive N when N > X -> N end]).

next() ->
    receive
        {get, K} -> {getting, K};
        {set, K, V} -> {setting, K, V};
        [H | T] when is_integer(H), T =/= [] -> {list, H, T};
        <<A, B>> -> {bin, A, B};
        #{k := V} -> {map, V};
        N when is_integer(N) -> {int, N};
        {nested, {A, [B]}} -> {A, B};
        F when is_function(F, 0) -> F();
        Other -> {other, Other}
    end.
