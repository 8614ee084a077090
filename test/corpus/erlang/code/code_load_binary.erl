%% Modules made at run time: two versions, the old one still running, purge.
-module(code_load_binary).
-export([main/0]).

main() ->
    {module, made} = load(1),
    io:format("~p~n", [made:version()]),
    Self = self(),
    P = spawn(made, loop, [Self]),
    P ! ask,
    receive {version, V1} -> io:format("~p~n", [V1]) end,
    {module, made} = load(2),
    io:format("~p~n", [made:version()]),
    P ! ask,
    receive {version, V2} -> io:format("~p~n", [V2]) end,
    io:format("~p ~p~n", [erlang:check_old_code(made), erlang:check_process_code(P, made)]),
    P ! upgrade,
    P ! ask,
    receive {version, V3} -> io:format("~p~n", [V3]) end,
    io:format("~p~n", [erlang:check_process_code(P, made)]),
    F = made:make_fun(),
    io:format("~p~n", [code:purge(made)]),
    {module, made} = load(3),
    io:format("~p ~p~n", [F(), made:version()]),
    R = monitor(process, P),
    io:format("~p~n", [code:purge(made)]),
    receive {'DOWN', R, process, P, W} -> io:format("~p~n", [W]) after 100 -> io:format("alive~n") end,
    io:format("~p~n", [try F() catch C:E -> {C, element(1, E)} end]),
    io:format("~p~n", [code:delete(made)]),
    io:format("~p~n", [try made:version() catch C1:E1 -> {C1, E1} end]),
    io:format("~p ~p~n", [code:soft_purge(made), code:is_loaded(made)]).

load(Version) ->
    Forms = [
        {attribute, 1, module, made},
        {attribute, 1, export, [{version, 0}, {loop, 1}, {make_fun, 0}]},
        {function, 2, version, 0, [{clause, 2, [], [], [{integer, 2, Version}]}]},
        {function, 3, make_fun, 0, [{clause, 3, [], [], [{'fun', 3, {clauses, [{clause, 3, [], [], [{tuple, 3, [{atom, 3, 'fun'}, {integer, 3, Version}]}]}]}}]}]},
        {function, 4, loop, 1, [{clause, 4, [{var, 4, 'To'}], [], [
            {'receive', 5, [
                {clause, 5, [{atom, 5, ask}], [], [
                    {op, 5, '!', {var, 5, 'To'}, {tuple, 5, [{atom, 5, version}, {integer, 5, Version}]}},
                    {call, 5, {atom, 5, loop}, [{var, 5, 'To'}]}]},
                {clause, 6, [{atom, 6, upgrade}], [], [
                    {call, 6, {remote, 6, {atom, 6, made}, {atom, 6, loop}}, [{var, 6, 'To'}]}]}]}]}]}
    ],
    {ok, made, Binary} = compile:forms(Forms),
    code:load_binary(made, "made.beam", Binary).
