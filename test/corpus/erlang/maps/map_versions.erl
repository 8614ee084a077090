%% Versions of large maps: each update makes a new one, and the older ones stay what they were, in whichever order they are looked at,
%% updated again, merged, sent away or thrown out of a failing update.
-module(map_versions).
-export([main/0]).

main() ->
    [io:format("~p ~p~n", [Name, run(Name, Range)]) || Name <- [walk, newest, back], Range <- [40, 100, 1500]],
    io:format("~p~n", [backtrack()]),
    io:format("~p~n", [fold_into_itself()]),
    io:format("~p~n", [failing()]),
    io:format("~p~n", [several()]),
    io:format("~p~n", [sent()]),
    io:format("~p~n", [long_chain()]).

%% Steps of a random walk over versions, each kept beside the sorted list of what is in it.
run(Name, Range) ->
    Model0 = lists:sort([{key(I), I} || I <- lists:seq(1, Range)]),
    Start = {maps:from_list(Model0), Model0},
    Versions = steps(Name, 300, Range, 12345 + Range, [Start]),
    Bad = [x || {Map, Model} <- Versions ++ lists:reverse(Versions), not is_same(Map, Model)],
    {length(Versions), length(Bad), erlang:phash2([lists:sort(maps:to_list(M)) || {M, _} <- Versions])}.

steps(_, 0, _, _, Versions) ->
    Versions;
steps(Name, N, Range, Seed0, Versions) ->
    Seed1 = next(Seed0),
    Seed2 = next(Seed1),
    Seed3 = next(Seed2),
    {Map, Model} = pick(Name, Seed1, N, Versions),
    Key = key(1 + Seed2 rem (Range + Range div 4)),
    New =
        case Seed3 rem 10 of
            0 -> {maps:remove(Key, Map), lists:keydelete(Key, 1, Model)};
            1 ->
                {Other, OtherModel} = lists:nth(1 + Seed3 div 16 rem length(Versions), Versions),
                {maps:merge(Map, Other), merged(Model, OtherModel)};
            2 when is_map_key(Key, Map) -> {Map#{Key := N}, stored(Key, N, Model)};
            3 ->
                More = key(Range + N),
                {Map#{Key => N, More => N}, stored(More, N, stored(Key, N, Model))};
            4 ->
                #{Key := Old} = With = Map#{Key => [N]},
                [N] = Old,
                {With#{Key => Seed3}, stored(Key, Seed3, Model)};
            _ -> {maps:put(Key, Seed3, Map), stored(Key, Seed3, Model)}
        end,
    steps(Name, N - 1, Range, Seed3, [New | Versions]).

pick(newest, _, _, Versions) -> hd(Versions);
pick(walk, Seed, _, Versions) -> lists:nth(1 + Seed div 8 rem length(Versions), Versions);
pick(back, _, N, Versions) when N rem 8 =:= 0 -> lists:nth(1 + N rem min(9, length(Versions)), Versions);
pick(back, _, _, Versions) -> hd(Versions).

is_same(Map, Model) ->
    Again = maps:from_list(Model),
    map_size(Map) =:= length(Model)
        andalso Map =:= Again
        andalso maps:to_list(Map) =:= maps:to_list(Again)
        andalso maps:keys(Map) =:= maps:keys(Again)
        andalso lists:all(fun({K, V}) -> map_get(K, Map) =:= V end, Model)
        andalso erlang:phash2(Map) =:= erlang:phash2(Again)
        andalso term_to_binary(Map) =:= term_to_binary(Again).

stored(Key, Value, Model) -> lists:sort([{Key, Value} | lists:keydelete(Key, 1, Model)]).

merged(A, B) -> lists:sort(B ++ [E || {K, _} = E <- A, not lists:keymember(K, 1, B)]).

key(I) when I rem 4 =:= 0 -> {I, "list"};
key(I) when I rem 4 =:= 1 -> integer_to_binary(I);
key(I) when I rem 8 =:= 2 -> I + 0.5;
key(I) -> I.

next(Seed) -> (Seed * 1103515245 + 12345) band 16#7fffffff.

%% A search that goes on with older versions after each failure.
backtrack() ->
    Board = maps:from_list([{I, free} || I <- lists:seq(0, 48)]),
    {Count, Last} = place(0, 7, Board, {0, none}),
    {Count, maps:size(Last), [I || {I, queen} <- lists:sort(maps:to_list(Last))],
     lists:usort(maps:values(Board))}.

place(N, N, Board, {Count, _}) ->
    {Count + 1, Board};
place(Row, N, Board, Acc) ->
    lists:foldl(
        fun(Col, In) ->
            case lists:any(fun(R) -> attacks(R, Row, Col, N, Board) end, lists:seq(0, Row - 1)) of
                true -> In;
                false -> place(Row + 1, N, Board#{Row * N + Col := queen}, In)
            end
        end, Acc, lists:seq(0, N - 1)).

attacks(Row, To, Col, N, Board) ->
    lists:any(fun(C) ->
                  map_get(Row * N + C, Board) =:= queen
                      andalso (C =:= Col orelse abs(C - Col) =:= To - Row)
              end, lists:seq(0, N - 1)).

fold_into_itself() ->
    M = lists:foldl(fun(I, A) -> A#{I => I} end, #{}, lists:seq(1, 500)),
    Doubled = maps:fold(fun(K, V, A) -> A#{K := V * 2, {K} => V} end, M, M),
    Removed = maps:fold(fun(K, _, A) -> maps:remove(K, A) end, M, M),
    {lists:sum(maps:values(M)), lists:sum(maps:values(Doubled)), map_size(Doubled), Removed}.

failing() ->
    M0 = maps:from_list([{I, I} || I <- lists:seq(1, 64)]),
    M1 = M0#{1 := a, 2 := b},
    Caught = try M1#{3 := c, nobody := d} catch error:{badkey, K} -> K end,
    Missing = [x || M <- [M0, M1], is_map_key(nobody, M)],
    {Caught, [map_get(I, M1) || I <- [1, 2, 3]], [map_get(I, M0) || I <- [1, 2, 3]], Missing,
     element(1, element(2, catch maps:update(nobody, 1, M1)))}.

%% Versions as keys of a map, compared and sorted.
several() ->
    M0 = maps:from_list([{I, 0} || I <- lists:seq(1, 50)]),
    Versions = lists:foldl(fun(I, [M | _] = All) -> [M#{I => I} | All] end, [M0], lists:seq(1, 60)),
    Index = maps:from_list(lists:zip(Versions, lists:seq(1, length(Versions)))),
    Found = [map_get(V, Index) || V <- lists:reverse(Versions)],
    {length(Versions), Found =:= lists:seq(length(Versions), 1, -1), hd(lists:sort(Versions)) =:= M0,
     lists:usort([map_size(V) || V <- Versions])}.

sent() ->
    Self = self(),
    M0 = maps:from_list([{I, 0} || I <- lists:seq(1, 40)]),
    Pid = spawn(fun() -> collect(Self, []) end),
    Last = lists:foldl(fun(I, M) -> Pid ! M, M#{1 + I rem 40 := I} end, M0, lists:seq(1, 200)),
    Pid ! done,
    Sums = receive {sums, S} -> S end,
    {erlang:phash2(Sums), lists:sum(maps:values(Last)), lists:sum(maps:values(M0))}.

collect(To, Maps) ->
    receive
        done -> To ! {sums, [lists:sum(maps:values(M)) || M <- Maps]};
        M -> collect(To, [M | Maps])
    end.

long_chain() ->
    M0 = maps:from_list([{I, 0} || I <- lists:seq(1, 5000)]),
    M1 = M0#{1 := 1},
    Last = lists:foldl(fun(I, M) -> M#{I rem 6000 => I} end, M1, lists:seq(1, 20000)),
    {map_size(Last), lists:sum(maps:values(Last)), map_size(M1), lists:sum(maps:values(M1)),
     lists:sum(maps:values(M0))}.
