%% What the corpus's Gleam library needs from Erlang beyond calls of OTP's functions: results as
%% Gleam's Ok and Error, and receive.
-module(corpus_ffi).
-export([inspect/1, parse_int/1, parse_float/1, dict_get/2, slice/3, pop_grapheme/1, split/2]).
-export([spawn_monitored/1, receive_tagged/2, receive_any_tagged/2, await_down/2, rescue/1, unsafe/1]).
-export([ets_new/1, ets_get/2, ets_all/1, utf8/1]).

inspect(Term) -> unicode:characters_to_binary(io_lib:format("~0tp", [Term])).

parse_int(Text) ->
    try {ok, binary_to_integer(Text)} catch error:badarg -> {error, nil} end.

parse_float(Text) ->
    try {ok, binary_to_float(Text)} catch error:badarg -> {error, nil} end.

dict_get(Dict, Key) ->
    case Dict of
        #{Key := Value} -> {ok, Value};
        #{} -> {error, nil}
    end.

slice(Text, At, Length) -> string:slice(Text, At, Length).

pop_grapheme(Text) ->
    case string:next_grapheme(Text) of
        [Grapheme | Rest] ->
            {ok, {unicode:characters_to_binary([Grapheme]), unicode:characters_to_binary(Rest)}};
        [] ->
            {error, nil}
    end.

split(Text, Separator) -> string:split(Text, Separator, all).

%% A subject is {Owner, Tag}; a message to it is {Tag, Payload}.
receive_tagged({_Owner, Tag}, Timeout) ->
    receive {Tag, Payload} -> {ok, Payload} after Timeout -> {error, nil} end.

%% The first message for any of the handlers, a list of {Subject, Function}.
receive_any_tagged(Handlers, Timeout) ->
    Functions = maps:from_list([{Tag, Function} || {{_Owner, Tag}, Function} <- Handlers]),
    receive
        {Tag, Payload} when is_map_key(Tag, Functions) -> {ok, (map_get(Tag, Functions))(Payload)}
    after Timeout -> {error, nil}
    end.

spawn_monitored(Function) -> spawn_monitor(Function).

await_down(Monitor, Timeout) ->
    receive {'DOWN', Monitor, process, _, Reason} -> {ok, Reason} after Timeout -> {error, nil} end.

%% Gleam has no exceptions; this is how a program sees one.
rescue(Function) ->
    try {ok, Function()}
    catch
        error:#{gleam_error := Kind, message := Message} -> {error, {crash, Kind, Message}};
        Class:Reason -> {error, {Class, Reason}}
    end.

unsafe(Term) -> Term.

ets_new(Name) -> ets:new(Name, [ordered_set, public]).
ets_get(Table, Key) ->
    case ets:lookup(Table, Key) of
        [{Key, Value}] -> {ok, Value};
        [] -> {error, nil}
    end.
ets_all(Table) -> ets:tab2list(Table).

utf8(Bytes) ->
    case unicode:characters_to_binary(Bytes) of
        Text when is_binary(Text) -> {ok, Text};
        _ -> {error, nil}
    end.
