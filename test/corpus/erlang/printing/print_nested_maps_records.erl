-module(print_nested_maps_records).
-export([main/0]).

main() ->
    io:format("~p~n", [#{1 => #{2 => [#{3 => {4, "five"}}]}}]),
    io:format("~p~n", [#{<<"key one">> => <<"a fairly long value that fills the line">>, <<"key two">> => [<<"another">>, <<"list">>, <<"of">>, <<"binaries">>], <<"key three">> => #{<<"nested">> => 1.5}}]),
    io:format("~w~n", [#{1 => #{2 => "x"}}]),
    io:format("~p~n", [[#{N => N} || N <- lists:seq(1, 15)]]),
    io:format("~p~n", [#{{a, b} => 1, [c] => 2, "s" => 3, 1.5 => 4}]),
    io:format("~30p~n", [#{1 => "a rather long string value", 2 => {tuple, with, elements}}]).
