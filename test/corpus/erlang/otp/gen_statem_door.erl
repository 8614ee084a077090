-module(gen_statem_door).
-export([main/0, init/1, callback_mode/0, locked/3, open/3, terminate/3]).

-behaviour(gen_statem).

main() ->
    {ok, P} = gen_statem:start_link(?MODULE, "1234", []),
    [io:format("~p~n", [gen_statem:call(P, {digit, D})]) || D <- "12x1234"],
    io:format("~p~n", [gen_statem:call(P, status)]),
    receive after 400 -> ok end,
    io:format("~p~n", [gen_statem:call(P, status)]),
    gen_statem:cast(P, {set_code, "9"}),
    io:format("~p~n", [gen_statem:call(P, {digit, $9})]),
    Locked = gen_statem:call(P, lock),
    %% What it prints when it enters the state comes after its reply.
    locked = gen_statem:call(P, status),
    io:format("~p~n", [Locked]),
    io:format("~p~n", [gen_statem:call(P, postponed)]),
    io:format("~p~n", [sys:get_state(P)]),
    io:format("~p~n", [gen_statem:stop(P)]).

callback_mode() -> [state_functions, state_enter].

init(Code) -> {ok, locked, {Code, []}}.

locked(enter, Old, {Code, _}) -> io:format("locked from ~p~n", [Old]), {keep_state, {Code, []}};
locked({call, From}, {digit, D}, {Code, Sofar}) ->
    case lists:suffix(Code, Sofar ++ [D]) of
        true -> {next_state, open, {Code, []}, [{reply, From, opened}]};
        false -> {keep_state, {Code, Sofar ++ [D]}, [{reply, From, {wrong, length(Sofar) + 1}}]}
    end;
locked(cast, {set_code, New}, {_, S}) -> {keep_state, {New, S}};
locked({call, _}, postponed, _) -> {keep_state_and_data, [postpone, {next_event, cast, {wake, up}}]};
locked(cast, {wake, up}, D) -> {next_state, open, D};
locked({call, From}, status, _) -> {keep_state_and_data, [{reply, From, locked}]}.

open(enter, _, _) -> {keep_state_and_data, [{state_timeout, 200, lock}]};
open(state_timeout, lock, D) -> io:format("timeout~n"), {next_state, locked, D};
open({call, From}, lock, D) -> {next_state, locked, D, {reply, From, ok}};
open({call, From}, postponed, _) -> {keep_state_and_data, {reply, From, handled_in_open}};
open({call, From}, status, _) -> {keep_state_and_data, [{reply, From, open}]};
open({call, From}, {digit, _}, _) -> {keep_state_and_data, [{reply, From, already_open}]}.

terminate(Reason, State, _) -> io:format("terminate ~p in ~p~n", [Reason, State]).
