%% corpus: otp>=28
%% Priority messages, exits and links, and what else OTP 28 brought for processes.
-module(proc_priority_messages).
-export([main/0]).
c(F) -> try F() catch C:R -> {C,R} end.
fl() -> receive X -> [X|fl()] after 50 -> [] end.
main() ->
  A = alias([priority]), B = alias(), S = self(),
  S ! 1, S ! 2, erlang:send(A, p1, [priority]), erlang:send(A, n3), erlang:send(A, p2, [priority]), erlang:send(B, n4, [priority]), erlang:send(S, n5, [priority]), A ! n6,
  io:format("~p~n", [fl()]),
  process_flag(trap_exit, true),
  S ! 1, P = spawn(fun() -> exit(S, why), exit(A, why2, [priority]), exit(S, why3,[priority]), exit(S,why4,[]) end), timer:sleep(50),
  io:format("~p~n", [[case X of {'EXIT', P, R} -> R; _ -> X end || X <- fl()]]),
  S ! 1, L = spawn(fun() -> receive go -> exit(bye) end end), io:format("~p~n", [c(fun() -> link(L, [priority]) end)]), L ! go, timer:sleep(50), io:format("~p~n", [[case X of {'EXIT', L, R} -> R; _ -> X end || X <- fl()]]),
  S ! 1, {M, MR} = spawn_monitor(fun() -> receive go -> exit(bye) end end), demonitor(MR), MR2 = erlang:monitor(process, M, [priority]), M ! go, timer:sleep(50), io:format("~p~n", [[case X of {'DOWN', MR2, process, M, R} -> {down,R}; _ -> X end || X <- fl()]]),
  io:format("~p~n", [[c(fun() -> exit(x,y,[]) end), c(fun() -> exit(S, y, foo) end), c(fun() -> exit(S, y, [foo]) end), c(fun() -> link(S, [foo]) end), c(fun() -> link(S, [priority]) end), c(fun() -> link(S, []) end), c(fun() -> alias([foo]) end), c(fun() -> erlang:send(S, x, [foo]) end), c(fun() -> erlang:exit_signal(S, y) end), c(fun() -> erlang:exit_signal(S, y2,[priority]) end), c(fun() -> erlang:exit_signal(foo, y) end)]]),
  io:format("~p~n", [[case X of {'EXIT', _, R} -> R; _ -> X end || X <- fl()]]),
  io:format("~p~n", [process_info(self(), [priority, message_queue_len])]),
  L2 = spawn(fun() -> receive go -> exit(bye) end end), link(L2), link(L2,[priority]), S ! 1, L2 ! go, timer:sleep(50), io:format("~p~n", [[case X of {'EXIT', L2, R} -> R; _ -> X end || X <- fl()]]),
  I = erlang:processes_iterator(), {Pid1, I2} = erlang:processes_next(I), io:format("~p ~p~n", [is_pid(Pid1), length(all(I2)) + 1 =:= length(processes())]),
  io:format("~p~n", [c(fun() -> erlang:processes_next(foo) end)]),
  io:format("~p~n", [[erlang:is_integer(X, 1, 5) || X <- [0,1,5,6,a,1.0]]]),
  io:format("~p~n", [c(fun() -> persistent_term:put_new(a, 1), persistent_term:put_new(a, 1), persistent_term:put_new(a, 2) end)]).
all(none) -> []; all(I) -> case erlang:processes_next(I) of none -> []; {P, I2} -> [P|all(I2)] end.
