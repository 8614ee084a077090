%% Records what real Erlang answers for the functions of module math: random arguments of several magnitudes, the same for
%% each run of it. Run by tools/record-math.ts, which says what the file is; a result that there is none of is a NaN.
-module(record_math).
-export([main/3]).

-define(SPECIAL, 12).

main(File, Functions, Count) ->
    ok = file:write_file(File, [row(Name, Arity, Index) || {Name, Arity} <- Functions, Index <- seed(Name, Count)]).

seed(Name, Count) ->
    rand:seed(exsss, erlang:phash2(Name)),
    lists:seq(1, Count).

row(Name, Arity, Index) ->
    Arguments = arguments(Name, Arity, Index),
    Result =
        try <<(apply(math, Name, Arguments)):64/float>>
        catch error:badarith -> <<16#7FF8000000000000:64>>
        end,
    [[<<A:64/float>> || A <- Arguments], Result].

%% Special ones first; then the index decides the magnitude, so that every function sees all of them.
arguments(_, Arity, Index) when Index =< ?SPECIAL * Arity * Arity ->
    Special = [0.0, -0.0, 1.0, -1.0, 2.0, -3.0, 0.5, 10.0, 1.0e22, 1.7976931348623157e308, 5.0e-324, -2.2250738585072014e-308],
    Position = Index rem ?SPECIAL + 1,
    Other = (Position + 5 * (Index div ?SPECIAL)) rem ?SPECIAL + 1,
    [lists:nth(P, Special) || P <- lists:sublist([Position, Other], Arity)];
arguments(pow, 2, Index) when Index rem 4 < 2 ->
    X = magnitude(-10, 10),
    [abs(X), signed(600 / abs(math:log2(abs(X)) + 1.0e-9))];
arguments(_, 2, Index) ->
    [any(Index rem 8), any(Index div 8 rem 8)];
arguments(Name, 1, Index) ->
    [argument(Name, Index rem 8)].

argument(Name, Kind) when Name =:= asin; Name =:= acos; Name =:= atanh ->
    case Kind of
        0 -> signed(1.0 - abs(magnitude(-52, -1)));
        1 -> magnitude(-30, -1);
        2 -> magnitude(-1070, 0);
        3 -> float(rand:uniform(2001) - 1001) / 1000;
        _ -> signed(1.0)
    end;
argument(acosh, Kind) ->
    case Kind of
        0 -> 1.0 + abs(magnitude(-52, 0));
        1 -> abs(magnitude(0, 1023));
        2 -> 1.0 + rand:uniform(1000) / 100;
        _ -> 1.0 + abs(signed(10.0 * Kind))
    end;
argument(Name, Kind) when Name =:= log; Name =:= log2; Name =:= log10; Name =:= sqrt ->
    case Kind of
        0 -> 1.0 + magnitude(-52, -1);
        1 -> abs(magnitude(-1074, 1023));
        2 -> float(rand:uniform(1 bsl (1 + rand:uniform(50))));
        3 -> abs(magnitude(-1, 1));
        _ -> abs(any(Kind))
    end;
argument(Name, Kind) when Name =:= exp; Name =:= sinh; Name =:= cosh ->
    case Kind of
        0 -> signed(750.0);
        1 -> signed(700.0);
        2 -> signed(0.4);
        3 -> magnitude(-40, -1);
        4 -> signed(25.0);
        _ -> any(Kind - 5)
    end;
argument(Name, Kind) when Name =:= sin; Name =:= cos; Name =:= tan ->
    case Kind of
        0 -> magnitude(-500, 1023);
        1 -> near_multiple(1 bsl 20);
        2 -> near_multiple(8);
        3 -> signed(1.0e6);
        4 -> signed(0.8);
        _ -> any(Kind - 5)
    end;
argument(Name, Kind) when Name =:= tanh; Name =:= erf; Name =:= erfc ->
    case Kind of
        0 -> magnitude(-1070, 2);
        1 -> magnitude(-30, 0);
        2 -> signed(27.0);
        3 -> signed(6.0);
        4 -> signed(0.84375);
        5 -> signed(1.25);
        _ -> any(Kind - 6)
    end;
argument(_, Kind) ->
    any(Kind).

any(Kind) ->
    case Kind of
        0 -> signed(1.0);
        1 -> signed(10.0);
        2 -> signed(1000.0);
        3 -> float(rand:uniform(2001) - 1001) / 10;
        4 -> float(rand:uniform(201) - 101);
        5 -> magnitude(-10, 10);
        6 -> magnitude(-60, 60);
        7 -> magnitude(-1074, 1023)
    end.

%% Close to a multiple of half of pi.
near_multiple(Most) ->
    float(rand:uniform(Most)) * (math:pi() / 2) * (1.0 + magnitude(-52, -20)).

signed(Most) -> (rand:uniform() * 2 - 1) * Most.

%% Of either sign, its exponent evenly distributed.
magnitude(Least, Most) ->
    Exponent = Least + rand:uniform(Most - Least + 1) - 1,
    Mantissa = (1.0 + rand:uniform()) * (2 * rand:uniform(2) - 3),
    if
        Exponent < -1000 -> Mantissa * math:pow(2, -1000) * math:pow(2, Exponent + 1000);
        true -> Mantissa * math:pow(2, Exponent)
    end.
