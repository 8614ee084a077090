-module(print_integers_bases).
-export([main/0]).

main() ->
    Ns = [0, 1, -1, 255, -255, 65536, 1 bsl 64],
    [io:format("~b ~B ~.16b ~.16B ~.2b ~.36B ~x ~X ~# ~.16# ~.8+ ~+~n", [N, N, N, N, N, N, N, "0x", N, "0X", N, N, N, N]) || N <- Ns],
    [io:format("~10b|~-10b|~10.16.0b|~8.2.0B|~6..*b~n", [N, N, N, N, $*, N]) || N <- [5, -5, 200]],
    io:format("~.10#~n", [42]),
    io:format("~*.*b|~n", [8, 16, 255]),
    [io:format("~p~n", [try io_lib:format(F, [A]) catch C:R -> {C, R} end]) || {F, A} <- [{"~b", a}, {"~b", 1.0}, {"~.37b", 1}, {"~#", x}]].
