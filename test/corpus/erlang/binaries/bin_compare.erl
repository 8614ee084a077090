-module(bin_compare).
-export([main/0]).

main() ->
    Bs = [<<>>, <<0>>, <<0:1>>, <<1:1>>, <<0:7>>, <<255>>, <<1, 2>>, <<1, 2, 0:1>>, <<1, 2, 1:1>>, <<"abc">>, <<"abd">>, <<128>>, <<1:2>>],
    io:format("~w~n", [lists:sort(Bs)]),
    [io:format("~w~n", [[if A < B -> '<'; A > B -> '>'; A =:= B -> '='; true -> '~' end || B <- Bs]]) || A <- Bs],
    <<_:1, Shifted:16/bits, _/bits>> = <<1:1, 1, 2, 0:7>>,
    io:format("~p~n", [Shifted =:= <<1, 2>>]),
    io:format("~p~n", [{Shifted < <<1, 3>>, Shifted > <<1>>, Shifted == <<1, 2>>}]),
    io:format("~p~n", [erlang:phash2(Shifted) =:= erlang:phash2(<<1, 2>>)]).
