%% Each generator gives OTP's own numbers for a seed.
-module(rand_seeded).
-export([main/0]).

main() ->
    [run(A) || A <- [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, dummy]],
    io:format("~p~n", [mwc(10, rand:mwc59_seed(42))]),
    io:format("~p~n", [exsp(5, rand:seed_s(exsp, 7))]).

run(A) ->
    S = rand:seed_s(A, {1, 2, 3}),
    {Ints, S1} = take(fun(St) -> rand:uniform_s(1000, St) end, 10, S),
    {Floats, S2} = take(fun rand:uniform_s/1, 3, S1),
    {Big, S3} = take(fun(St) -> rand:uniform_s(1 bsl 100, St) end, 2, S2),
    {Bytes, S4} = rand:bytes_s(7, S3),
    {Real, _} = rand:uniform_real_s(S4),
    io:format("~p ~w~n~w~n~w~n~w ~w~n", [A, Ints, Floats, Big, Bytes, Real]),
    rand:seed(A, 99),
    io:format("~w~n", [[rand:uniform(6) || _ <- lists:seq(1, 20)]]),
    io:format("~.9f~n", [rand:normal()]).

take(_, 0, S) -> {[], S};
take(F, N, S) ->
    {V, S1} = F(S),
    {Vs, S2} = take(F, N - 1, S1),
    {[V | Vs], S2}.

mwc(0, _) -> [];
mwc(N, S) ->
    S1 = rand:mwc59(S),
    [{rand:mwc59_value32(S1), rand:mwc59_value(S1), rand:mwc59_float(S1)} | mwc(N - 1, S1)].

exsp(0, _) -> [];
exsp(N, S) ->
    {V, S1} = rand:uniform_s(S),
    [V | exsp(N - 1, S1)].
