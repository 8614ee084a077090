-module(gen_statem_events).
-export([main/0, init/1, callback_mode/0, handle_event/4]).

-behaviour(gen_statem).

main() ->
    {ok, P} = gen_statem:start_link({local, machine}, ?MODULE, self(), []),
    receive {from_machine, M1} -> io:format("~p~n", [M1]) end,
    P ! hello,
    receive {from_machine, M2} -> io:format("~p~n", [M2]) end,
    io:format("~p~n", [gen_statem:call(machine, {chain, 3})]),
    gen_statem:cast(machine, {named_timeout, t1, 5}),
    gen_statem:cast(machine, {named_timeout, t2, 10}),
    receive {from_machine, M3} -> io:format("~p~n", [M3]) end,
    receive {from_machine, M4} -> io:format("~p~n", [M4]) end,
    gen_statem:cast(machine, {event_timeout, 5}),
    receive {from_machine, M5} -> io:format("~p~n", [M5]) end,
    Req = gen_statem:send_request(machine, {chain, 1}),
    io:format("~p~n", [gen_statem:receive_response(Req, 1000)]),
    unlink(P),
    Ref = monitor(process, P),
    gen_statem:cast(machine, stop_now),
    receive {'DOWN', Ref, process, P, R} -> io:format("~p~n", [R]) end.

callback_mode() -> handle_event_function.

init(To) -> {ok, {state, 0}, To, [{next_event, internal, started}]}.

handle_event(internal, started, S, To) -> To ! {from_machine, {started, S}}, keep_state_and_data;
handle_event(info, M, _, To) -> To ! {from_machine, {info, M}}, {next_state, {state, 1}, To};
handle_event({call, From}, {chain, 0}, S, _) -> {keep_state_and_data, {reply, From, {done, S}}};
handle_event({call, From}, {chain, N}, {state, K}, To) -> {next_state, {state, K + 1}, To, {next_event, {call, From}, {chain, N - 1}}};
handle_event(cast, {named_timeout, Name, T}, _, _) -> {keep_state_and_data, {{timeout, Name}, T, payload}};
handle_event(cast, {event_timeout, T}, _, _) -> {keep_state_and_data, {timeout, T, event}};
handle_event({timeout, Name}, Payload, _, To) -> To ! {from_machine, {Name, Payload}}, keep_state_and_data;
handle_event(timeout, event, _, To) -> To ! {from_machine, event_timeout}, keep_state_and_data;
handle_event(cast, stop_now, _, _) -> {stop, {shutdown, asked}}.
