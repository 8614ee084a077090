%% corpus: flavours=no_ssa_opt
-module(port_left_open).
-export([main/0]).

%% Programs that are still there do not keep the runtime from ending, and those that wait for input get its end.
main() ->
    P = open_port({spawn, "cat"}, []),
    _ = open_port({spawn, "sh -c 'read line'"}, [exit_status]),
    Q = open_port({spawn, "cat >/dev/null"}, [out]),
    port_command(Q, "written before the end\n"),
    port_command(P, "x"),
    receive {P, {data, "x"}} -> io:format("ready~n") end.
