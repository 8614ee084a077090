%% corpus: otp>=27
%% Since OTP 27 the two zeros match exactly as different terms.
-module(float_negative_zero).
-export([main/0]).

main() ->
    io:format("~p ~p~n", [id(-0.0), id(0.0)]),
    io:format("~p~n", [id(0.0) =:= id(-0.0)]),
    io:format("~p~n", [id(0.0) == id(-0.0)]),
    io:format("~p~n", [case id(-0.0) of +0.0 -> positive; -0.0 -> negative end]),
    io:format("~p~n", [maps:size(#{id(0.0) => a, id(-0.0) => b})]),
    io:format("~w ~w~n", [-id(0.0), 0.0 * -1]),
    io:format("~p~n", [<<(id(-0.0)):64/float>>]),
    io:format("~s ~s~n", [float_to_list(-0.0, [{decimals, 1}]), float_to_list(-0.0)]).

id(X) -> X.
