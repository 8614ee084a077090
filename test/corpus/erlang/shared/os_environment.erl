-module(os_environment).
-export([main/0]).

main() ->
    io:format("~p~n", [os:getenv("BEAMJIT_NOT_SET")]),
    io:format("~p~n", [os:getenv("BEAMJIT_NOT_SET", "default")]),
    io:format("~p~n", [os:putenv("BEAMJIT_TEST", "value é")]),
    io:format("~tp~n", [os:getenv("BEAMJIT_TEST")]),
    io:format("~p~n", [os:unsetenv("BEAMJIT_TEST")]),
    io:format("~p~n", [os:getenv("BEAMJIT_TEST")]),
    io:format("~p~n", [lists:all(fun is_list/1, os:getenv())]),
    io:format("~p~n", [os:getenv("TZ")]),
    io:format("~p~n", [is_integer(os:system_time())]),
    io:format("~p~n", [element(1, os:type())]),
    io:format("~p~n", [os:env() =/= []]),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- [fun() -> os:getenv(atom) end, fun() -> os:putenv("a=b", "c") end, fun() -> os:putenv("", "c") end, fun() -> os:putenv(x, "c") end]].
