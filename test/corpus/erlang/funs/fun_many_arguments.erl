%% Functions of none to twenty arguments, called from the same module and from another one, by apply and as funs, with free variables and
%% without; often enough to get hot, and with errors of theirs.
-module(fun_many_arguments).
-export([main/0, sum/0, sum/1, sum/2, sum/3, sum/4, sum/5, sum/6, sum/7, sum/8, sum/9, sum/10, sum/12, sum/20]).

main() ->
    Arities = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20],
    [io:format("~w: ~w~n", [N, {applied(N, 200), of_funs(N, 200), closed(N, 200)}]) || N <- Arities],
    io:format("~w~n", [[local(N) || N <- lists:seq(1, 200), N rem 50 =:= 0]]),
    io:format("~w~n", [processes([7, 8, 9, 20])]),
    [io:format("~w: ~w~n", [N, failure(N)]) || N <- Arities, N > 0],
    io:format("~w~n", [[length(lists:flatten([deep(1, 2, 3, 4, 5, 6, 7, 8, 9, N)])) || N <- [10, 1000]]]).

applied(_, 0) -> [];
applied(N, Times) ->
    Value = apply(?MODULE, sum, lists:seq(Times, Times + N - 1)),
    case Times rem 100 of
        0 -> [Value | applied(N, Times - 1)];
        _ -> applied(N, Times - 1)
    end.

of_funs(N, Times) ->
    Sum = fun ?MODULE:sum/N,
    lists:foldl(fun(I, Acc) -> Acc + apply(Sum, lists:seq(I, I + N - 1)) end, 0, lists:seq(1, Times)).

closed(N, Times) -> lists:sum([apply(closure(N, I), lists:seq(1, N)) || I <- lists:seq(1, Times)]).

closure(0, X) -> fun() -> X end;
closure(1, X) -> fun(A) -> X + A end;
closure(7, X) -> fun(A, B, C, D, E, F, G) -> X + A * B * C + D * E - F + G end;
closure(8, X) -> fun(A, B, C, D, E, F, G, H) -> X + A * B * C + D * E - F + G * H end;
closure(9, X) -> fun(A, B, C, D, E, F, G, H, I) -> X + A * B * C + D * E - F + G * H - I end;
closure(N, X) ->
    Sum = fun ?MODULE:sum/N,
    case N of
        10 -> fun(A, B, C, D, E, F, G, H, I, J) -> X * Sum(A, B, C, D, E, F, G, H, I, J) end;
        _ -> Sum
    end.

local(N) ->
    {sum(), sum(N), sum(N, 1), sum(N, 1, 2), sum(N, 1, 2, 3), sum(N, 1, 2, 3, 4), sum(N, 1, 2, 3, 4, 5), sum(N, 1, 2, 3, 4, 5, 6),
     sum(N, 1, 2, 3, 4, 5, 6, 7), sum(N, 1, 2, 3, 4, 5, 6, 7, 8), sum(N, 1, 2, 3, 4, 5, 6, 7, 8, 9),
     sum(N, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), sum(N, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)}.

processes(Arities) ->
    Self = self(),
    Pids = [spawn(fun() -> Self ! {self(), apply(?MODULE, sum, lists:duplicate(N, N))} end) || N <- Arities, _ <- lists:seq(1, 10)],
    lists:sum([receive {Pid, Value} -> Value end || Pid <- Pids]).

failure(N) ->
    try apply(?MODULE, sum, [a | lists:seq(2, N)]) catch error:Reason:Stack -> {Reason, setelement(4, hd(Stack), [])} end.

%% Frames with many arguments, which others go on with.
deep(_, _, _, _, _, _, _, _, _, 0) -> [];
deep(A, B, C, D, E, F, G, H, I, N) ->
    Rest = deep(I, A, B, C, D, E, F, G, H, N - 1),
    [A + B + C + D + E + F + G + H + I, Rest].

sum() -> 0.
sum(A) when is_integer(A) -> A.
sum(A, B) -> A - B.
sum(A, B, C) -> A - B + C.
sum(A, B, C, D) -> A - B + C * D.
sum(A, B, C, D, E) -> A - B + C * D - E.
sum(A, B, C, D, E, F) -> A - B + C * D - E + F.
sum(A, B, C, D, E, F, G) when is_integer(A) -> A - B + C * D - E + F * G.
sum(A, B, C, D, E, F, G, H) when is_integer(A) -> A - B + C * D - E + F * G - H.
sum(A, B, C, D, E, F, G, H, I) when is_integer(A) -> A - B + C * D - E + F * G - H * I.
sum(A, B, C, D, E, F, G, H, I, J) -> A - B + C * D - E + F * G - H * I + J.
sum(A, B, C, D, E, F, G, H, I, J, K, L) -> A - B + C * D - E + F * G - H * I + J - K * L.
sum(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) when is_integer(A) ->
    A - B + C * D - E + F * G - H * I + J - K * L + M - N * O + P - Q * R + S - T.
