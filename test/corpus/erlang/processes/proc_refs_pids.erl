-module(proc_refs_pids).
-export([main/0]).

main() ->
    Refs = [make_ref() || _ <- lists:seq(1, 1000)],
    io:format("~p~n", [length(lists:usort(Refs))]),
    io:format("~p~n", [Refs =:= lists:sort(Refs)]),
    io:format("~p~n", [[is_reference(R) || R <- lists:sublist(Refs, 3)]]),
    R = hd(Refs),
    io:format("~p~n", [list_to_ref(ref_to_list(R)) =:= R]),
    P = self(),
    io:format("~p~n", [list_to_pid(pid_to_list(P)) =:= P]),
    io:format("~p~n", [re:run(pid_to_list(P), "^<0\\.\\d+\\.\\d+>$", [{capture, none}])]),
    io:format("~p~n", [re:run(ref_to_list(R), "^#Ref<0(\\.\\d+)+>$", [{capture, none}])]),
    [io:format("~p~n", [try list_to_pid(S) catch C:E -> {C, E} end]) || S <- ["<0.1", "x", "<1.2.3>x", ""]],
    io:format("~p ~p~n", [node(P), node(R)]),
    io:format("~p~n", [{node(), nodes(), is_alive()}]),
    io:format("~p~n", [erlang:unique_integer([positive, monotonic]) < erlang:unique_integer([positive, monotonic])]),
    io:format("~p~n", [length(lists:usort([erlang:unique_integer() || _ <- lists:seq(1, 100)]))]).
