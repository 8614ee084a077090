%% erlang:display writes terms past the I/O protocol.
-module(erlang_display).
-export([main/0]).

main() ->
    erlang:display({a, [1, 2.5, "string"], <<"bin">>, #{1 => 2}}),
    erlang:display('Quoted atom'),
    erlang:display([]),
    erlang:display([x | y]),
    erlang:display(-(1 bsl 70)),
    erlang:display(<<1:3>>),
    erlang:display(fun lists:map/2).
