%% Binaries to numbers and back, and parts of binaries: what is quick in one way and left to another, and what is wrong.
-module(bin_numbers).
-export([main/0]).

main() ->
    [show(binary_to_integer, 1, [T]) || T <- integer_texts()],
    [show(binary_to_integer, 2, [T, Base])
     || T <- [<<"zZ">>, <<"-101">>, <<"7f">>, <<"7fffffffffffffff">>, <<"+12">>, <<"1_0">>, <<"g">>],
        Base <- [2, 8, 10, 16, 36, 1, 37, ten]],
    [show(binary_to_float, 1, [T]) || T <- float_texts()],
    [show(integer_to_binary, 2, [N, Base])
     || N <- [0, -1, 35, 255, -(1 bsl 63), (1 bsl 63) - 1, 1 bsl 63, 1 bsl 90, a, 1.0],
        Base <- [2, 10, 16, 36, 1, 37, x]],
    Texts = [<<"0123456789">>, part(<<"xy0123456789z">>, 2, 10), shifted(<<"0123456789">>), <<1:7>>, []],
    [parts(T) || T <- Texts],
    ok.

integer_texts() ->
    [<<"0">>, <<"-0">>, <<"+7">>, <<"007">>, <<"1073741823">>, <<"1073741824">>, <<"-1073741824">>,
     <<"-1073741825">>, <<"256204778801521549">>, <<"2562047788015215499">>, <<"9223372036854775807">>,
     <<"-9223372036854775808">>, <<"123456789012345678901234567890">>, <<>>, <<"-">>, <<"+">>, <<"--1">>,
     <<"1 ">>, <<" 1">>, <<"1a">>, <<"1.0">>, <<1:3>>, "12", part(<<"a12b">>, 1, 2), shifted(<<"-42">>)].

float_texts() ->
    [<<"0.0">>, <<"-0.0">>, <<"1.5">>, <<"+1.5">>, <<"-2.25e3">>, <<"1.0E-2">>, <<"1.0e+22">>, <<"1.0e23">>,
     <<"9007199254740992.0">>, <<"9007199254740993.0">>, <<"0.1">>, <<"0.30000000000000004">>,
     <<"123456789.123456789">>, <<"4.9e-324">>, <<"1.7976931348623157e308">>, <<"1.0e309">>, <<"1.0e-400">>,
     <<"1">>, <<"1.">>, <<".5">>, <<"1.e5">>, <<"1.0e">>, <<"1.0e+">>, <<"1.0.0">>, <<"1.0x">>, <<>>, <<"-">>,
     <<"1e5">>, <<" 1.0">>, <<"1.0 ">>, <<1:3>>, 1.0, part(<<"a1.25b">>, 1, 4), shifted(<<"-6.5e-1">>)].

parts(T) ->
    Ranges = [{0, 0}, {0, 10}, {10, 0}, {10, -10}, {3, 4}, {3, -3}, {3, -4}, {11, 0}, {-1, 2}, {5, 6}, {a, 1},
              {1 bsl 40, 1}, {1, 1 bsl 40}, {0, 1 bsl 29}],
    [show(binary, part, [T, At, N]) || {At, N} <- Ranges],
    [show(binary, part, [T, Range]) || Range <- [{2, 3}, {2, 30}, {2}, x]],
    [show(erlang, binary_part, [T, At, N]) || {At, N} <- [{1, 2}, {1, 20}]],
    [show(erlang, binary_part, [T, Range]) || Range <- [{1, 2}, {1, 20}]],
    [io:format("guard ~p~n", [in_guard(T, At, N)]) || {At, N} <- [{1, 2}, {1, 20}, {a, b}]],
    [show(erlang, split_binary, [T, At]) || At <- [0, 4, 10, 11, -1, x]],
    [show(binary, at, [T, At]) || At <- [0, 9, 10, -1, x]],
    [show(binary, copy, [T, N]) || N <- [0, 1, 3, -1, x]],
    show(binary, copy, [T]).

in_guard(T, At, N) when binary_part(T, At, N) =:= <<"12">> -> yes;
in_guard(T, At, N) when binary_part(T, {At, N}) =/= <<"12">> -> no;
in_guard(_, _, _) -> neither.

%% The calls are written out, so that the compiler sees which function it is.
show(binary_to_integer, 1, [T]) -> print(fun() -> {ok, binary_to_integer(T)} end, [T]);
show(binary_to_integer, 2, [T, B]) -> print(fun() -> {ok, binary_to_integer(T, B)} end, [T, B]);
show(binary_to_float, 1, [T]) -> print(fun() -> {ok, binary_to_float(T)} end, [T]);
show(integer_to_binary, 2, [N, B]) -> print(fun() -> {ok, integer_to_binary(N, B)} end, [N, B]);
show(binary, part, [T, At, N]) -> print(fun() -> {ok, binary:part(T, At, N)} end, [T, At, N]);
show(binary, part, [T, R]) -> print(fun() -> {ok, binary:part(T, R)} end, [T, R]);
show(erlang, binary_part, [T, At, N]) -> print(fun() -> {ok, binary_part(T, At, N)} end, [T, At, N]);
show(erlang, binary_part, [T, R]) -> print(fun() -> {ok, binary_part(T, R)} end, [T, R]);
show(erlang, split_binary, [T, At]) -> print(fun() -> {ok, split_binary(T, At)} end, [T, At]);
show(binary, at, [T, At]) -> print(fun() -> {ok, binary:at(T, At)} end, [T, At]);
show(binary, copy, [T, N]) -> print(fun() -> {ok, binary:copy(T, N)} end, [T, N]);
show(binary, copy, [T]) -> print(fun() -> {ok, binary:copy(T)} end, [T]).

print(Fun, Args) ->
    Result = try Fun() catch Class:Reason -> {Class, Reason} end,
    io:format("~p -> ~p~n", [Args, Result]).

part(Bin, At, N) -> binary:part(Bin, At, N).

shifted(Bin) ->
    <<_:3, Rest/bits>> = <<5:3, Bin/binary>>,
    Rest.
