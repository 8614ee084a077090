%% N queens, counting every solution: backtracking over lists.
-module(bench_queens).
-export([run/1]).

run(N) -> place(N, N, []).

place(0, _, _) ->
    1;
place(Row, N, Placed) ->
    columns(N, Row, N, Placed, 0).

columns(0, _, _, _, Count) ->
    Count;
columns(Col, Row, N, Placed, Count) ->
    case safe(Col, 1, Placed) of
        true -> columns(Col - 1, Row, N, Placed, Count + place(Row - 1, N, [Col | Placed]));
        false -> columns(Col - 1, Row, N, Placed, Count)
    end.

safe(_, _, []) ->
    true;
safe(Col, Distance, [Queen | Rest]) ->
    Queen =/= Col andalso Queen =/= Col + Distance andalso Queen =/= Col - Distance
        andalso safe(Col, Distance + 1, Rest).
