-module(script).
-export([main/1, sees/0]).

main(Arguments) ->
    io:format("~p ~p~n", [program_other:name(), Arguments]).

%% What the code server and files see of the archive that this is in.
sees() ->
    {module, program_other} = code:ensure_loaded(program_other),
    ok = application:load(script),
    {ok, Vsn} = application:get_key(script, vsn),
    {ok, Names} = file:list_dir(code:lib_dir(script)),
    {Vsn, lists:sort(Names)}.
