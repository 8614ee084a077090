-module(proc_spawn_request).
-export([main/0]).

main() ->
    Self = self(),
    R = spawn_request(fun() -> Self ! hello end),
    receive {spawn_reply, R, ok, Pid} -> io:format("~p~n", [is_pid(Pid)]) end,
    receive hello -> io:format("hello~n") end,
    R2 = spawn_request(fun() -> exit(reason) end, [monitor, {reply_tag, my_tag}]),
    receive {my_tag, R2, ok, P2} -> ok end,
    receive {'DOWN', R2, process, P2, Why} -> io:format("~p~n", [Why]) end,
    R3 = spawn_request(erlang, self, [], [{reply, no}, monitor]),
    receive {'DOWN', R3, process, _, Why3} -> io:format("~p~n", [Why3]) end,
    io:format("~p~n", [spawn_request_abandon(R3)]),
    io:format("~p~n", [receive X -> X after 10 -> none end]).
