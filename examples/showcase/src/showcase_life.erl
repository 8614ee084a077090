%% Conway's Game of Life with a process for every cell. A cell tells its eight neighbours its state
%% and waits for theirs, and so needs no clock: a faster neighbour is at most one generation ahead,
%% and messages carry their generation's number.
-module(showcase_life).
-export([act/0]).

-define(WIDTH, 40).
-define(HEIGHT, 12).
-define(GENERATIONS, 24).

act() ->
    Board = self(),
    Cells = maps:from_list([{At, spawn_link(fun() -> cell(Board, At) end)} || At <- places()]),
    Alive = pattern(),
    maps:foreach(
        fun(At, Pid) ->
            Pid ! {start, [maps:get(N, Cells) || N <- neighbours(At)], maps:is_key(At, Alive)}
        end, Cells),
    Last = watch(1, none),
    showcase_style:line("    ~ts", [showcase_style:dim(io_lib:format(
        "~w cells, ~w generations, ~ts messages, ~w alive at the end",
        [map_size(Cells), ?GENERATIONS,
         showcase_style:thousands(9 * ?GENERATIONS * map_size(Cells)), map_size(Last)]))]).

%% Two gliders and the R-pentomino.
pattern() ->
    Glider = [{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}],
    Pentomino = [{1, 0}, {2, 0}, {0, 1}, {1, 1}, {1, 2}],
    maps:from_keys(at(2, 1, Glider) ++ at(8, 5, Glider) ++ at(24, 5, Pentomino), alive).

at(X, Y, Shape) -> [{X + DX, Y + DY} || {DX, DY} <- Shape].

places() -> [{X, Y} || Y <- lists:seq(0, ?HEIGHT - 1), X <- lists:seq(0, ?WIDTH - 1)].

neighbours({X, Y}) ->
    [{(X + DX + ?WIDTH) rem ?WIDTH, (Y + DY + ?HEIGHT) rem ?HEIGHT}
     || DX <- [-1, 0, 1], DY <- [-1, 0, 1], {DX, DY} =/= {0, 0}].

cell(Board, At) ->
    receive {start, Neighbours, Alive} -> live(1, Alive, Neighbours, Board, At) end.

live(Generation, _, _, _, _) when Generation > ?GENERATIONS ->
    ok;
live(Generation, Alive, Neighbours, Board, At) ->
    [Pid ! {Generation, Alive} || Pid <- Neighbours],
    Count = count(8, Generation, 0),
    Next = Count =:= 3 orelse Alive andalso Count =:= 2,
    Board ! {cell, Generation, At, Next},
    live(Generation + 1, Next, Neighbours, Board, At).

count(0, _, Alive) -> Alive;
count(Left, Generation, Alive) ->
    receive
        {Generation, true} -> count(Left - 1, Generation, Alive + 1);
        {Generation, false} -> count(Left - 1, Generation, Alive)
    end.

%% On a terminal every generation is drawn over the one before; elsewhere only the last is printed.
watch(Generation, Board) when Generation > ?GENERATIONS ->
    showcase_style:is_terminal() orelse draw(Board),
    Board;
watch(Generation, _) ->
    Board = collect(?WIDTH * ?HEIGHT, Generation, #{}),
    showcase_style:is_terminal() andalso animate(Generation, Board),
    watch(Generation + 1, Board).

collect(0, _, Board) ->
    Board;
collect(Left, Generation, Board) ->
    receive
        {cell, Generation, At, true} -> collect(Left - 1, Generation, Board#{At => alive});
        {cell, Generation, _, false} -> collect(Left - 1, Generation, Board)
    end.

animate(Generation, Board) ->
    Generation > 1 andalso io:put_chars(["\e[", integer_to_list(?HEIGHT div 2), "A"]),
    draw(Board),
    timer:sleep(25).

%% Two rows of cells are one line of text.
draw(Board) ->
    Lines = [["    ", [glyph({X, Y}, {X, Y + 1}, Board) || X <- lists:seq(0, ?WIDTH - 1)], "\n"]
             || Y <- lists:seq(0, ?HEIGHT - 1, 2)],
    io:put_chars(showcase_style:green(Lines)).

glyph(Upper, Lower, Board) ->
    case {Board, Board} of
        {#{Upper := _}, #{Lower := _}} -> $\x{2588};
        {#{Upper := _}, _} -> $\x{2580};
        {_, #{Lower := _}} -> $\x{2584};
        _ -> $\x{b7}
    end.
