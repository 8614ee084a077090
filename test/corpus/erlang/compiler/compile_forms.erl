-module(compile_forms).
-export([main/0]).

main() ->
    Source = ["-module(generated).", "-export([f/1, g/2]).", "f(N) when N > 0 -> [N | f(N - 1)]; f(_) -> [].", "g(A, B) -> #{sum => A + B, pair => {A, B}}."],
    Forms = [form(L, S) || {L, S} <- lists:enumerate(Source)],
    {ok, generated, Bin} = compile:forms(Forms),
    {module, generated} = code:load_binary(generated, "generated.erl", Bin),
    io:format("~p~n", [apply(generated, f, [4])]),
    io:format("~p~n", [lists:sort(maps:to_list(apply(generated, g, [1, 2])))]),
    {error, Errors, _} = compile:forms([form(1, "-module(bad)."), form(2, "f() -> X.")], [return]),
    io:format("~p~n", [Errors]),
    {ok, _, _, Warnings} = compile:forms([form(1, "-module(warned)."), form(2, "f() -> X = 1, 2.")], [return]),
    io:format("~p~n", [Warnings]),
    [io:format("~s~n", [erl_pp:form(F)]) || F <- Forms],
    {ok, {generated, [{exports, Exports}]}} = beam_lib:chunks(Bin, [exports]),
    io:format("~p~n", [lists:sort(Exports)]),
    {ok, {_, [{atoms, Atoms}]}} = beam_lib:chunks(Bin, [atoms]),
    io:format("~p~n", [lists:sublist(Atoms, 1)]),
    {ok, {M, Md5}} = beam_lib:md5(Bin),
    io:format("~p ~p~n", [M, byte_size(Md5)]),
    io:format("~p~n", [element(1, beam_lib:info(Bin) =/= [] andalso hd(beam_lib:info(Bin)))]),
    io:format("~p~n", [element(1, beam_lib:chunks(<<"junk">>, [exports]))]),
    {ok, {_, Stripped}} = beam_lib:strip(Bin),
    io:format("~p~n", [byte_size(Stripped) < byte_size(Bin)]).

form(Line, Source) ->
    {ok, Tokens, _} = erl_scan:string(Source, Line),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
