-module(app_lifecycle).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    io:format("~p~n", [lists:member(kernel, [A || {A, _, _} <- application:which_applications()])]),
    io:format("~p~n", [application:get_env(kernel, no_such_key)]),
    io:format("~p~n", [application:set_env(my_app, key, value)]),
    io:format("~p ~p~n", [application:get_env(my_app, key), application:get_env(my_app, other, default)]),
    io:format("~p~n", [application:start(no_such_app) =/= ok]),
    App = {application, demo, [{description, "Demo"}, {vsn, "1.0"}, {modules, []}, {registered, []}, {applications, [kernel, stdlib]}, {env, [{depth, 3}]}]},
    io:format("~p~n", [application:load(App)]),
    io:format("~p~n", [application:load(App)]),
    io:format("~p~n", [application:get_env(demo, depth)]),
    io:format("~p~n", [application:get_key(demo, description)]),
    io:format("~p~n", [lists:sort(application:get_all_env(demo))]),
    io:format("~p~n", [application:start(demo)]),
    io:format("~p~n", [application:start(demo)]),
    io:format("~p~n", [lists:keyfind(demo, 1, application:which_applications())]),
    io:format("~p~n", [application:stop(demo)]),
    io:format("~p~n", [application:unload(demo)]),
    io:format("~p~n", [application:get_application(lists)]),
    io:format("~p~n", [element(1, application:ensure_all_started(stdlib))]).
