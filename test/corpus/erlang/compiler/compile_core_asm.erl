%% The compiler's stages on a small module: how many instructions need not agree, that they exist does.
-module(compile_core_asm).
-export([main/0]).

main() ->
    Forms = [{attribute, 1, module, staged}, {attribute, 1, export, [{f, 1}]}, {function, 2, f, 1, [{clause, 2, [{var, 2, 'X'}], [], [{op, 2, '+', {var, 2, 'X'}, {integer, 2, 1}}]}]}],
    {ok, staged, Asm} = compile:forms(Forms, ['S']),
    io:format("~p~n", [element(1, Asm)]),
    io:format("~p~n", [[{N, A} || Fs <- tuple_to_list(Asm), is_list(Fs), {function, N, A, _, _} <- Fs]]),
    {ok, staged, Core} = compile:forms(Forms, [to_core]),
    io:format("~s~n", [core_pp:format(Core)]),
    {ok, staged, Binary} = compile:forms(Forms, [deterministic]),
    {ok, staged, Binary} = compile:forms(Forms, [deterministic]),
    io:format("~p~n", [byte_size(Binary) > 100]),
    {ok, staged, B2} = compile:forms(Forms, [deterministic, debug_info]),
    {ok, {staged, [{abstract_code, {raw_abstract_v1, Abstract}}]}} = beam_lib:chunks(B2, [abstract_code]),
    io:format("~p~n", [[element(3, F) || F <- Abstract, element(1, F) =:= function]]).
