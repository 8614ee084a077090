%% What the golden tests compile: each function shows one thing that the compiler does.
-module(golden).
-export([fib/1, sum/2, reverse/2, classify/1, weekday/1, area/1, move/2, digits/2, frame/2, average/3,
         settings/2, safely/1, deliver/2, server/1, adder/1, each/2, mask/2, draws/3]).

-record(point, {x, y, name}).

%% Calls that are no tail calls, small integers.
fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

%% A loop: a tail call of itself, integers of unknown size.
sum([H | T], Sum) when is_integer(H) -> sum(T, Sum + H);
sum([], Sum) -> Sum.

%% Lists.
reverse([H | T], Tail) -> reverse(T, [H | Tail]);
reverse([], Tail) -> Tail.

%% Tests of types.
classify(X) when is_integer(X) -> integer;
classify(X) when is_atom(X); is_binary(X) -> name;
classify({_, _}) -> pair;
classify(_) -> other.

%% A table of integers.
weekday(1) -> monday;
weekday(2) -> tuesday;
weekday(3) -> wednesday;
weekday(4) -> thursday;
weekday(5) -> friday;
weekday(6) -> saturday;
weekday(7) -> sunday.

%% Atoms and the arity of tuples; floats.
area({circle, R}) -> 3.14159 * R * R;
area({square, A}) -> A * A;
area({box, A, B}) -> A * B;
area(empty) -> 0.

%% A record's fields.
move(#point{x = X, y = Y} = P, D) when is_integer(X), is_integer(Y) -> P#point{x = X + D, y = Y - D}.

%% Bytes of a binary.
digits(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> digits(Rest, 10 * N + C - $0);
digits(Rest, N) -> {N, Rest}.

%% A binary that is built.
frame(Tag, Payload) -> <<Tag:8, (byte_size(Payload)):16, Payload/binary>>.

%% Floats in locals around a loop.
average([X | Xs], Sum, N) when is_float(X) -> average(Xs, Sum + X, N + 1.0);
average([], Sum, N) -> Sum / N.

%% Maps with literal keys.
settings(#{mode := Mode} = Map, Depth) -> Map#{mode := {Mode, Depth}, depth => Depth}.

%% Exceptions.
safely(F) ->
    try F() of
        {ok, Value} -> Value;
        Other -> {unexpected, Other}
    catch
        throw:Reason -> {thrown, Reason};
        error:badarith -> infinity
    end.

%% A message, and a built-in that may take time.
deliver(To, Message) ->
    Monitor = erlang:monitor(process, To),
    To ! {self(), Monitor, Message},
    Monitor.

%% A receive with a timeout.
server(State) ->
    receive
        {get, From} ->
            From ! State,
            server(State);
        stop -> State
    after 1000 -> timeout
    end.

%% A fun and its free variable.
adder(N) -> fun(X) -> X + N end.

%% Calls of funs and of other modules.
each(F, [H | T]) ->
    F(H),
    each(F, T);
each(_, []) -> lists:sort([b, a]).

%% Integers whose range the compiler knows.
mask(A, B) when is_integer(A), is_integer(B) -> ((A band 255) bsl 8) bor (B band 255).

%% Small functions called in line: the seed is a number of 64 bits in the loop.
draws(0, _, Sum) -> Sum;
draws(N, Seed, Sum) ->
    Seed1 = next(Seed),
    draws(N - 1, Seed1, [roll(Seed1) | Sum]).

next(Seed) -> (Seed * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF.

roll(Draw) when Draw > 5 -> (Draw bsr 33) rem 6.
