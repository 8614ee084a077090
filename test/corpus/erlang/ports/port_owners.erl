%% corpus: flavours=no_ssa_opt
-module(port_owners).
-export([main/0]).

%% Another owner, and registered names.
main() ->
    process_flag(trap_exit, true),
    connecting(),
    names().

cat() -> open_port({spawn, "cat"}, [{line, 100}]).

%% All messages until there are none for a while, with the port as `port`.
flush(Port) -> flush(Port, 100).
flush(Port, Time) ->
    receive M -> [hide(Port, M) | flush(Port, Time)] after Time -> [] end.

hide(Port, Port) -> port;
hide(_, Pid) when Pid =:= self() -> self;
hide(_, Pid) when is_pid(Pid) -> pid;
hide(_, Ref) when is_reference(Ref) -> ref;
hide(Port, T) when is_tuple(T) -> list_to_tuple([hide(Port, E) || E <- tuple_to_list(T)]);
hide(Port, [H | T]) -> [hide(Port, H) | hide(Port, T)];
hide(_, T) -> T.

try_it(Port, F) ->
    try hide(Port, F()) catch C:R -> {C, R} end.

connecting() ->
    P = cat(),
    Self = self(),
    New = spawn(fun() -> receiver(Self) end),
    io:format("~p~n", [port_connect(P, New)]),
    io:format("~p ~p~n", [erlang:port_info(P, connected) =:= {connected, New}, length(element(2, erlang:port_info(P, links)))]),
    port_command(P, "for the new one\n"),
    io:format("~p~n", [flush(P)]),
    P ! {self(), {command, "x"}},
    io:format("~p~n", [flush(P)]),
    P2 = cat(),
    New2 = spawn(fun() -> receiver(Self) end),
    P2 ! {self(), {connect, New2}},
    io:format("~p~n", [flush(P2)]),
    io:format("~p~n", [length(element(2, erlang:port_info(P2, links)))]),
    P2 ! {New2, {command, "for the new one\n"}},
    io:format("~p~n", [flush(P2)]),
    P2 ! {New2, close},
    io:format("~p~n", [flush(P2)]),
    Dead = spawn(fun() -> ok end),
    receive after 50 -> ok end,
    P3 = cat(),
    [io:format("~p~n", [try_it(P3, fun() -> port_connect(P3, X) end)]) || X <- [Dead, foo, P3]],
    port_close(P3),
    io:format("~p~n", [flush(P3)]),
    exit(New, kill),
    exit(New2, kill).

receiver(To) ->
    receive M -> To ! {forwarded, M}, receiver(To) end.

names() ->
    P = cat(),
    io:format("~p~n", [try_it(P, fun() -> register(the_cat, P) end)]),
    io:format("~p ~p~n", [whereis(the_cat) =:= P, lists:member(the_cat, registered())]),
    io:format("~p~n", [erlang:port_info(the_cat, registered_name)]),
    io:format("~p~n", [try_it(P, fun() -> register(the_cat, self()) end)]),
    io:format("~p~n", [try_it(P, fun() -> register(another_cat, P) end)]),
    the_cat ! {self(), {command, "by name\n"}},
    {the_cat, node()} ! {self(), {command, "by name and node\n"}},
    io:format("~p~n", [port_command(the_cat, "by port_command\n")]),
    io:format("~p~n", [flush(P)]),
    io:format("~p ~p~n", [unregister(the_cat), whereis(the_cat)]),
    io:format("~p~n", [try_it(P, fun() -> the_cat ! {self(), close} end)]),
    register(the_cat, P),
    io:format("~p~n", [port_close(the_cat)]),
    io:format("~p ~p~n", [whereis(the_cat), flush(P)]),
    io:format("~p~n", [try_it(P, fun() -> register(the_cat, P) end)]).
