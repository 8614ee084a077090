-module(epp_include).
-export([main/0]).

main() ->
    ok = file:write_file("inc.hrl", "-define(VALUE, 42).\n-record(r, {a, b = ?VALUE}).\n"),
    ok = file:write_file("src.erl", "-module(src).\n-include(\"inc.hrl\").\n-export([f/0, g/1]).\nf() -> ?VALUE.\ng(#r{b = B}) -> B.\n-ifdef(NOPE).\nh() -> no.\n-endif.\n"),
    {ok, Forms} = epp:parse_file("src.erl", []),
    [io:format("~s", [erl_pp:form(F)]) || F <- Forms, element(1, F) =:= function],
    {ok, src, Bin} = compile:file("src", [binary]),
    {module, src} = code:load_binary(src, "src.beam", Bin),
    io:format("~p~n", [apply(src, f, [])]),
    io:format("~p~n", [apply(src, g, [{r, 1, 2}])]),
    ok = file:write_file("broken.erl", "-module(broken).\n-include(\"missing.hrl\").\nf( -> x.\n"),
    {error, [{"broken.erl", Es}], _} = compile:file("broken", [return, binary]),
    [io:format("~p ~ts~n", [L, M:format_error(E)]) || {L, M, E} <- Es],
    io:format("~p~n", [filelib:is_file("src.beam")]),
    {ok, src} = compile:file("src"),
    io:format("~p~n", [filelib:is_file("src.beam")]).
