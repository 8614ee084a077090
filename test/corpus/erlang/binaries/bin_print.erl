-module(bin_print).
-export([main/0]).

main() ->
    Bs = [<<>>, <<"hello">>, <<0, 1, 2>>, <<"caf\303\251">>, <<"tab\tnew\nline">>, <<1:1>>, <<5:3, 1:6>>, <<"quote\"back\\">>, <<255>>, <<"日本"/utf8>>, <<127>>, <<"esc\e">>],
    [io:format("~p ~w ~tp ~P~n", [B, B, B, B, 5]) || B <- Bs],
    io:format("~s|~ts|~10s|~-10s|~.3s~n", [<<"abc">>, <<"é"/utf8>>, <<"right">>, <<"left">>, <<"cutoff">>]),
    io:format("~p~n", [binary:copy(<<"long text ">>, 20)]),
    io:format("~p~n", [list_to_binary(lists:seq(0, 60))]).
