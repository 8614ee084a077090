-module(gen_event_handlers).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

-behaviour(gen_event).

main() ->
    logger:set_primary_config(level, none),
    {ok, P} = gen_event:start_link({local, bus}),
    io:format("~p~n", [gen_event:add_handler(bus, ?MODULE, [one])]),
    io:format("~p~n", [gen_event:add_handler(bus, {?MODULE, two}, [two])]),
    io:format("~p~n", [gen_event:notify(bus, hello)]),
    io:format("~p~n", [gen_event:sync_notify(bus, world)]),
    io:format("~p~n", [gen_event:call(bus, {?MODULE, two}, get)]),
    io:format("~p~n", [gen_event:call(bus, nope, get)]),
    io:format("~p~n", [lists:sort(gen_event:which_handlers(bus))]),
    io:format("~p~n", [gen_event:delete_handler(bus, ?MODULE, bye)]),
    io:format("~p~n", [gen_event:swap_handler(bus, {{?MODULE, two}, swapped}, {?MODULE, ["three"]})]),
    P ! info_message,
    io:format("~p~n", [gen_event:sync_notify(bus, crash)]),
    io:format("~p~n", [gen_event:which_handlers(bus)]),
    io:format("~p~n", [gen_event:add_sup_handler(bus, ?MODULE, [sup])]),
    gen_event:sync_notify(bus, remove),
    receive {gen_event_EXIT, H, R} -> io:format("~p ~p~n", [H, R]) end,
    io:format("~p~n", [gen_event:stop(bus)]).

init({[Name], Swapped}) -> {ok, {Name, Swapped, []}};
init([Name]) -> {ok, {Name, none, []}}.

handle_event(crash, _) -> error(handler_crash);
handle_event(remove, _) -> remove_handler;
handle_event(E, {N, S, L}) -> io:format("~p got ~p~n", [N, E]), {ok, {N, S, [E | L]}}.

handle_call(get, S) -> {ok, S, S}.

handle_info(I, S) -> io:format("info ~p~n", [I]), {ok, S}.

terminate(R, {N, _, L}) -> io:format("~p terminates: ~p ~p~n", [N, simple(R), L]), {state_of, N}.

simple({error, {'EXIT', {R, _}}}) -> {crash, R};
simple(R) -> R.
