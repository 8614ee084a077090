%% Expressions on integers at the limits of small integers, words and two words: with floats and what is no number among the
%% operands, so that each operation of an expression fails once.
-module(int_words).
-export([main/0]).

main() ->
    Limits = [0, 1 bsl 30, 1 bsl 31, 1 bsl 32, 1 bsl 59, 1 bsl 62, 1 bsl 63, 1 bsl 64, 1 bsl 127, 1 bsl 128],
    Values = lists:usort([S * L + D || L <- Limits, D <- [-1, 0, 1], S <- [1, -1]]) ++
        [7, -1000003, 16#9E3779B97F4A7C15, 1.5, a],
    [answers(Name, [guarded(F, A, B) || A <- Values, B <- Values]) || {Name, F} <- binary()],
    [answers(Name, [guarded(F, A, A) || A <- Values]) || {Name, F} <- unary()],
    ok.

guarded(F, A, B) ->
    try F(A, B)
    catch C:R:Stack -> {failed, C, R, hd(Stack)}
    end.

answers(Name, Answers) ->
    Failed = [{C, R, M, N, As} || {failed, C, R, {M, N, As, _}} <- Answers],
    Right = [A || A <- Answers, is_integer(A) orelse is_float(A) orelse is_tuple(A) andalso element(1, A) =/= failed],
    io:format("~p ~p ~p~n", [Name, erlang:phash2(Right), erlang:phash2(Failed)]),
    io:format("  ~p~n", [lists:sublist([A || A <- Answers, is_integer(A), abs(A) > 1 bsl 61], 3)]).

binary() ->
    [{sum_of_product, fun(A, B) -> A * B + B end},
     {difference, fun(A, B) -> A - B * 3 - 1 end},
     {by_constants, fun(A, B) -> A * 10 + B * -7 - 48 end},
     {squares, fun(A, B) -> A * A - B * B end},
     {polynomial, fun(A, B) -> (A * B + 1) * (A - B) end},
     {remainder, fun(A, B) -> A * B rem 1000000007 end},
     {remainder_of_both, fun(A, B) -> (A * 3 + 1) rem B end},
     {quotient, fun(A, B) -> (A * 5 - B) div 7 end},
     {quotient_of_both, fun(A, B) -> (A * 3) div (B + 1) end},
     {floored, fun(A, B) -> ((A * 7 rem 11) + 11) rem 11 * B end},
     {bits, fun(A, B) -> ((A bxor B) * 16777619) band 16#FFFFFFFF end},
     {word, fun(A, B) -> ((A bxor B) * 16#100000001B3) band 16#FFFFFFFFFFFFFFFF end},
     {mixed, fun(A, B) -> ((A bor B) bsl 3) - (A band B) * 5 end},
     {shifted_in, fun(A, B) -> (A bsl 8) bor (B band 255) end},
     {negated, fun(A, B) -> -(A * B) - bnot (B * 2) end},
     {unsigned_product, fun(A, B) -> (A band 16#FFFFFFFF) * (B band 16#FFFFFFFF) end},
     {unsigned_quotient, fun(A, B) -> ((A * B) band 16#FFFFFFFFFFFFFFFF) div 1000 end},
     {unsigned_beyond, fun(A, B) -> ((A * B) band 16#FFFFFFFFFFFFFFFF) + A end}].

unary() ->
    [{mix, fun(A, _) ->
        X1 = ((A bxor (A bsr 30)) * 16#BF58476D1CE4E5B9) band 16#FFFFFFFFFFFFFFFF,
        X2 = ((X1 bxor (X1 bsr 27)) * 16#94D049BB133111EB) band 16#FFFFFFFFFFFFFFFF,
        X2 bxor (X2 bsr 31)
      end},
     {xorshift, fun(A, _) ->
        X1 = (A bxor (A bsl 13)) band 16#FFFFFFFFFFFFFFFF,
        X2 = X1 bxor (X1 bsr 7),
        (X2 bxor (X2 bsl 17)) band 16#FFFFFFFFFFFFFFFF
      end},
     {rotated, fun(A, _) ->
        X = A band 16#FFFFFFFFFFFFFFFF,
        ((X bsl 13) bor (X bsr 51)) band 16#FFFFFFFFFFFFFFFF
      end},
     {high_half, fun(A, _) -> (A * 3 bsr 32) band 16#FFFFFFFF end},
     {far, fun(A, _) -> {(A * 3) bsl 63, (A * 3) bsr 63, (A * 3) bsl 64, (A * 3) bsr 64, (A * 3) bsl -2, (A * 3) bsr -2} end},
     {signs, fun(A, _) -> {(A * 3) rem 64, (A * 3) div 64, (A bsr 8) * 2 rem 64, (A bsr 8) * 2 div 3} end}].
