%% Compiles the modules of a folder again from the abstract code they carry, and prints one digest of all the
%% code that came out, and how long it took. Folder: real OTP's stdlib.
-module(bench_compile_stdlib).
-export([main/1]).

main([Folder]) ->
    Files = lists:sort(filelib:wildcard(filename:join(Folder, "*.beam"))),
    Start = erlang:monotonic_time(),
    Digests = [digest(File) || File <- Files],
    Time = erlang:convert_time_unit(erlang:monotonic_time() - Start, native, microsecond),
    io:format("result {~w,~w}~ntimes [~w]~n", [length(Digests), erlang:crc32(Digests), Time]).

digest(File) ->
    {ok, {Module, [{abstract_code, {raw_abstract_v1, Forms}}]}} = beam_lib:chunks(File, [abstract_code]),
    {ok, Module, Binary} = compile:forms(Forms, [deterministic]),
    {ok, {Module, Digest}} = beam_lib:md5(Binary),
    Digest.
