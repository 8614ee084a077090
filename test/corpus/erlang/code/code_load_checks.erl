%% What loading refuses, chunks of a module, and arguments of the code server's functions.
%% Older releases' beam_lib cannot read how OTP 28 and later write atoms.
%% corpus: otp<=27
-module(code_load_checks).
-export([main/0]).

main() ->
    %% The emulator also logs what is wrong with a module.
    ok = logger:set_primary_config(level, none),
    {?MODULE, Beam, _} = code:get_object_code(?MODULE),
    {ok, ?MODULE, Chunks} = beam_lib:all_chunks(Beam),
    [begin
         {ok, Damaged} = beam_lib:build_module(lists:keystore(Name, 1, Chunks, {Name, <<"no term">>})),
         io:format("~s: ~p~n", [Name, code:load_binary(code_load_damaged, "x", Damaged)]),
         io:format("~s: ~p~n", [Name, erlang:load_module(?MODULE, Damaged)])
     end || Name <- ["Attr", "CInf"]],
    io:format("~p~n", [[is_binary(code:get_chunk(B, "Code")) || B <- [Beam, within(Beam)]]]),
    io:format("~p~n", [[code:get_chunk(B, "Code") || B <- [<<>>, <<"FOR1">>, <<"not a module">>]]]),
    io:format("~p~n", [code:get_chunk(Beam, "None")]),
    Dead = spawn(fun() -> ok end),
    io:format("~p~n", [[reason(F) || F <- [fun() -> code:get_chunk(Beam, "Cod") end,
                                           fun() -> code:get_chunk(Beam, "Codes") end,
                                           fun() -> code:get_chunk(<<Beam/binary, 1:1>>, "Code") end,
                                           fun() -> erlang:purge_module({a}) end,
                                           fun() -> erlang:check_process_code(no_pid, ?MODULE) end,
                                           fun() -> erlang:check_process_code(self(), [list]) end,
                                           fun() -> erlang:check_process_code(Dead, [list]) end,
                                           fun() -> erlang:garbage_collect(no_pid) end,
                                           fun() -> erlang:delete_module([list]) end,
                                           fun() -> erlang:module_loaded(42) end]]]),
    ok.

within(Bin) ->
    Size = byte_size(Bin),
    <<_:3, Same:Size/binary, _:5>> = <<5:3, Bin/binary, 5:5>>,
    Same.

reason(F) ->
    try F() of Value -> {returned, Value} catch Class:Reason -> {Class, Reason} end.
