%% Arithmetic as in RSA on big integers: powers modulo a product of two large primes, found here by
%% Miller and Rabin's test, an inverse by Euclid, messages encrypted and decrypted again.
-module(bench_rsa).
-export([run/1]).

-define(BITS, 256).

run(N) ->
    P = prime(random(?BITS, 1)),
    Q = prime(random(?BITS, 2)),
    Modulus = P * Q,
    E = 65537,
    D = inverse(E, (P - 1) * (Q - 1)),
    {Modulus rem 1_000_000_007, messages(N, E, D, Modulus, 0)}.

messages(0, _, _, _, Sum) ->
    Sum;
messages(I, E, D, Modulus, Sum) ->
    Message = random(2 * ?BITS - 8, I + 7),
    Cipher = power(Message, E, Modulus),
    Message = power(Cipher, D, Modulus),
    messages(I - 1, E, D, Modulus, (Sum + Cipher) rem 1_000_000_007).

power(Base, Exponent, Modulus) -> power(Base rem Modulus, Exponent, Modulus, 1).

power(_, 0, _, Acc) ->
    Acc;
power(Base, Exponent, Modulus, Acc) when Exponent band 1 =:= 1 ->
    power(Base * Base rem Modulus, Exponent bsr 1, Modulus, Acc * Base rem Modulus);
power(Base, Exponent, Modulus, Acc) ->
    power(Base * Base rem Modulus, Exponent bsr 1, Modulus, Acc).

inverse(A, Modulus) ->
    {1, X, _} = euclid(A, Modulus),
    (X rem Modulus + Modulus) rem Modulus.

euclid(A, 0) ->
    {A, 1, 0};
euclid(A, B) ->
    {G, X, Y} = euclid(B, A rem B),
    {G, Y, X - (A div B) * Y}.

%% The first prime from an odd number on.
prime(Odd) ->
    case small_factor(Odd) orelse not probably_prime(Odd) of
        true -> prime(Odd + 2);
        false -> Odd
    end.

small_factor(N) -> lists:any(fun(F) -> N rem F =:= 0 end, [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]).

probably_prime(N) ->
    {Odd, Twos} = odd_part(N - 1, 0),
    lists:all(fun(Base) -> witness(power(Base, Odd, N), Twos, N) end, [2, 3, 5, 7, 11]).

odd_part(N, Twos) when N band 1 =:= 0 -> odd_part(N bsr 1, Twos + 1);
odd_part(N, Twos) -> {N, Twos}.

witness(1, _, _) -> true;
witness(X, _, N) when X =:= N - 1 -> true;
witness(_, 1, _) -> false;
witness(X, Twos, N) -> witness(X * X rem N, Twos - 1, N).

%% An odd number of so many bits: of 32-bit draws of a linear congruence.
random(Bits, Seed) -> draw(Bits div 32, Seed * 2_654_435_761 band 16#FFFFFFFF, 1) bor 1.

draw(0, _, Acc) ->
    Acc;
draw(Words, Seed, Acc) ->
    Next = (Seed * 1_664_525 + 1_013_904_223) band 16#FFFFFFFF,
    draw(Words - 1, Next, (Acc bsl 32) bor Next).
