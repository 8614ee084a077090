%% Fifty thousand processes in a line; a message goes through all of them.
-module(showcase_crowd).
-export([act/0]).

-define(SIZE, 50_000).

act() ->
    {Spawning, First} = timer:tc(fun() -> line_up(?SIZE, self()) end),
    {Passing, Count} = timer:tc(fun() -> First ! {hops, 0}, receive {hops, N} -> N end end),
    showcase_style:line("    ~ts processes in ~w ms, ~ts hops in ~w ms", [
        showcase_style:thousands(?SIZE), Spawning div 1000,
        showcase_style:yellow(showcase_style:thousands(Count)), Passing div 1000]).

line_up(0, Next) -> Next;
line_up(Left, Next) -> line_up(Left - 1, spawn(fun() -> pass(Next) end)).

pass(Next) -> receive {hops, N} -> Next ! {hops, N + 1} end.
