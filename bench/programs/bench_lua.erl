%% The loop of an interpreter for a small dynamic language, as Lua's: an assembler's program in a tuple of
%% instructions, registers in a tuple, tables as maps, metatables as functions, calls on a stack of frames.
-module(bench_lua).
-export([run/1]).

-record(frame, {code, pc, base, target}).

run(N) ->
    Program = #{main => assemble(main()), collatz => assemble(collatz()), sieve => assemble(sieve())},
    Registers = erlang:make_tuple(12, nil),
    execute(maps:get(main, Program), 1, setelement(1, Registers, N), [], Program, #{}).

%% For every number up to R1: the steps to 1, the longest kept; then the primes up to R1 in a table.
main() ->
    [{const, 2, 1},
     {const, 3, 0},
     {label, next},
     {lt, 4, 1, 2},
     {test, 4, done},
     {call, collatz, 5, [2]},
     {lt, 4, 3, 5},
     {test_not, 4, skip},
     {move, 3, 5},
     {set_global, longest, 2},
     {label, skip},
     {addk, 2, 2, 1},
     {jump, next},
     {label, done},
     {call, sieve, 6, [1]},
     {get_global, 7, longest},
     {len, 8, 6},
     {return, [3, 7, 8]}].

collatz() ->
    [{const, 2, 0},
     {label, next},
     {eqk, 3, 1, 1},
     {test, 3, done},
     {modk, 3, 1, 2},
     {eqk, 3, 3, 0},
     {test_not, 3, odd},
     {divk, 1, 1, 2},
     {addk, 2, 2, 1},
     {jump, next},
     {label, odd},
     {mulk, 1, 1, 3},
     {addk, 1, 1, 1},
     {addk, 2, 2, 1},
     {jump, next},
     {label, done},
     {return, [2]}].

sieve() ->
    [{table, 2},
     {table, 3},
     {const, 4, 2},
     {label, next},
     {lt, 5, 1, 4},
     {test, 5, done},
     {get, 6, 2, 4},
     {test, 6, composite},
     {append, 3, 4},
     {mul, 7, 4, 4},
     {const, 8, true},
     {label, strike},
     {lt, 5, 1, 7},
     {test, 5, composite},
     {set, 2, 7, 8},
     {add, 7, 7, 4},
     {jump, strike},
     {label, composite},
     {addk, 4, 4, 1},
     {jump, next},
     {label, done},
     {return, [3]}].

%% Labels become addresses.
assemble(Lines) ->
    {Labels, _} = lists:foldl(
        fun({label, Name}, {Map, At}) -> {Map#{Name => At}, At};
           (_, {Map, At}) -> {Map, At + 1}
        end, {#{}, 1}, Lines),
    list_to_tuple([resolve(Line, Labels) || Line <- Lines, element(1, Line) =/= label]).

resolve({jump, Label}, Labels) -> {jump, maps:get(Label, Labels)};
resolve({Test, A, Label}, Labels) when Test =:= test; Test =:= test_not ->
    {Test, A, maps:get(Label, Labels)};
resolve(Line, _) -> Line.

execute(Code, Pc, R, Stack, Program, Globals) ->
    case element(Pc, Code) of
        {move, A, B} ->
            execute(Code, Pc + 1, setelement(A, R, element(B, R)), Stack, Program, Globals);
        {const, A, K} ->
            execute(Code, Pc + 1, setelement(A, R, K), Stack, Program, Globals);
        {add, A, B, C} ->
            Value = arith('+', element(B, R), element(C, R)),
            execute(Code, Pc + 1, setelement(A, R, Value), Stack, Program, Globals);
        {mul, A, B, C} ->
            Value = arith('*', element(B, R), element(C, R)),
            execute(Code, Pc + 1, setelement(A, R, Value), Stack, Program, Globals);
        {addk, A, B, K} ->
            execute(Code, Pc + 1, setelement(A, R, arith('+', element(B, R), K)), Stack, Program, Globals);
        {mulk, A, B, K} ->
            execute(Code, Pc + 1, setelement(A, R, arith('*', element(B, R), K)), Stack, Program, Globals);
        {divk, A, B, K} ->
            execute(Code, Pc + 1, setelement(A, R, arith('//', element(B, R), K)), Stack, Program, Globals);
        {modk, A, B, K} ->
            execute(Code, Pc + 1, setelement(A, R, arith('%', element(B, R), K)), Stack, Program, Globals);
        {lt, A, B, C} ->
            execute(Code, Pc + 1, setelement(A, R, less(element(B, R), element(C, R))), Stack, Program,
                    Globals);
        {eqk, A, B, K} ->
            execute(Code, Pc + 1, setelement(A, R, element(B, R) =:= K), Stack, Program, Globals);
        {test, A, Label} ->
            case truthy(element(A, R)) of
                true -> execute(Code, Label, R, Stack, Program, Globals);
                false -> execute(Code, Pc + 1, R, Stack, Program, Globals)
            end;
        {test_not, A, Label} ->
            case truthy(element(A, R)) of
                true -> execute(Code, Pc + 1, R, Stack, Program, Globals);
                false -> execute(Code, Label, R, Stack, Program, Globals)
            end;
        {jump, Label} ->
            execute(Code, Label, R, Stack, Program, Globals);
        {table, A} ->
            execute(Code, Pc + 1, setelement(A, R, {table, 0, #{}}), Stack, Program, Globals);
        {get, A, B, C} ->
            Value = index(element(B, R), element(C, R)),
            execute(Code, Pc + 1, setelement(A, R, Value), Stack, Program, Globals);
        {set, A, B, C} ->
            Table = set_index(element(A, R), element(B, R), element(C, R)),
            execute(Code, Pc + 1, setelement(A, R, Table), Stack, Program, Globals);
        {append, A, B} ->
            {table, Length, Map} = element(A, R),
            Table = {table, Length + 1, Map#{Length + 1 => element(B, R)}},
            execute(Code, Pc + 1, setelement(A, R, Table), Stack, Program, Globals);
        {len, A, B} ->
            {table, Length, _} = element(B, R),
            execute(Code, Pc + 1, setelement(A, R, Length), Stack, Program, Globals);
        {set_global, Name, A} ->
            execute(Code, Pc + 1, R, Stack, Program, Globals#{Name => element(A, R)});
        {get_global, A, Name} ->
            Value = maps:get(Name, Globals, nil),
            execute(Code, Pc + 1, setelement(A, R, Value), Stack, Program, Globals);
        {call, Function, A, Arguments} ->
            Frame = #frame{code = Code, pc = Pc + 1, base = R, target = A},
            R1 = arguments(Arguments, 1, R, erlang:make_tuple(12, nil)),
            execute(maps:get(Function, Program), 1, R1, [Frame | Stack], Program, Globals);
        {return, [A]} when Stack =/= [] ->
            [#frame{code = Code1, pc = Pc1, base = R1, target = Target} | Stack1] = Stack,
            execute(Code1, Pc1, setelement(Target, R1, element(A, R)), Stack1, Program, Globals);
        {return, Values} ->
            [element(A, R) || A <- Values]
    end.

arguments([], _, _, R) -> R;
arguments([A | As], I, Caller, R) -> arguments(As, I + 1, Caller, setelement(I, R, element(A, Caller))).

arith('+', A, B) when is_number(A), is_number(B) -> A + B;
arith('*', A, B) when is_number(A), is_number(B) -> A * B;
arith('//', A, B) when is_integer(A), is_integer(B), B =/= 0 -> A div B;
arith('%', A, B) when is_integer(A), is_integer(B), B =/= 0 -> A rem B;
arith(Op, A, B) -> error({attempt_to_perform_arithmetic, Op, A, B}).

less(A, B) when is_number(A), is_number(B) -> A < B;
less(A, B) when is_binary(A), is_binary(B) -> A < B;
less(A, B) -> error({attempt_to_compare, A, B}).

truthy(nil) -> false;
truthy(false) -> false;
truthy(_) -> true.

index({table, _, Map}, Key) ->
    case Map of
        #{Key := Value} -> Value;
        #{} -> nil
    end;
index(Value, _) ->
    error({attempt_to_index, Value}).

set_index({table, Length, Map}, Key, nil) -> {table, Length, maps:remove(Key, Map)};
set_index({table, Length, Map}, Key, Value) -> {table, Length, Map#{Key => Value}}.
