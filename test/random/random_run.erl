%% Runs the calls of a random program and puts what they give into words that real Erlang and beamjit have to agree on:
%% funs, pids and references have none, nor has the order of atoms as keys of a map; a stacktrace is that of the
%% program's own modules.
-module(random_run).
-export([answers/1, limited/1, frames/1]).

-define(TOO_MUCH, <<"too much">>).
-define(TIMEOUT_MS, 20_000).
-define(MOST_CHARACTERS, 160).
%% A term may be a small graph and a huge tree.
-define(MOST_NODES, 300).

%% What a call may take to be worth recording.
-define(LIMITED_MS, 2_000).
-define(MOST_WORDS, 1_000_000).

%% The answers, a line each.
answers(Module) ->
    iolist_to_binary([[answer(Call, [], ?TIMEOUT_MS), $\n] || Call <- Module:calls()]).

%% The answers, if all calls keep within limits.
limited(Module) -> limited(Module:calls(), []).

limited([Call | Calls], Answers) ->
    Heap = {max_heap_size, #{size => ?MOST_WORDS, kill => true, error_logger => false}},
    case answer(Call, [Heap], ?LIMITED_MS) of
        ?TOO_MUCH -> ?TOO_MUCH;
        Answer -> limited(Calls, [[Answer, $\n] | Answers])
    end;
limited([], Answers) -> iolist_to_binary(lists:reverse(Answers)).

answer(Call, Options, Timeout) ->
    {Pid, Monitor} = spawn_opt(fun() -> exit({answer, evaluate(Call)}) end, [monitor | Options]),
    receive
        {'DOWN', Monitor, process, Pid, {answer, Text}} -> Text;
        {'DOWN', Monitor, process, Pid, killed} -> ?TOO_MUCH;
        {'DOWN', Monitor, process, Pid, Reason} -> text({died, Reason})
    after Timeout ->
        demonitor(Monitor, [flush]),
        exit(Pid, kill),
        ?TOO_MUCH
    end.

evaluate(Call) ->
    Result =
        try Call() of
            Value -> {value, Value}
        catch
            Class:Reason:Stack -> {Class, Reason, frames(Stack)}
        end,
    case get(stack) of
        undefined -> text(Result);
        Seen -> text({Result, Seen})
    end.

%% The own functions in a stacktrace, with their lines, and the arguments of one that no clause matched. A function that
%% stands there twice in a row does so once here: whether real Erlang shows it twice depends on how its JIT makes the
%% instruction that failed.
frames(Stack) ->
    once([{M, F, A, proplists:get_value(line, Where, none)} || {M, F, A, Where} <- Stack, is_own(M)]).

once([Frame, Frame | Frames]) -> once([Frame | Frames]);
once([Frame | Frames]) -> [Frame | once(Frames)];
once([]) -> [].

is_own(Module) -> lists:prefix("rnd_", atom_to_list(Module)).

text(Term) ->
    {Words, _} = words(Term, ?MOST_NODES),
    Text = iolist_to_binary(io_lib:format("~w", [Words])),
    case byte_size(Text) =< ?MOST_CHARACTERS of
        true -> Text;
        false ->
            <<Head:?MOST_CHARACTERS/binary, _/binary>> = Text,
            [Head, " ... ", integer_to_list(erlang:crc32(Text), 36)]
    end.

%% A term without what differs between machines, and how many nodes may still follow.
words(_, N) when N =< 0 -> {'...', 0};
words([H | T], N0) ->
    {H1, N1} = words(H, N0 - 1),
    {T1, N2} = words(T, N1),
    {[H1 | T1], N2};
words(Tuple, N0) when is_tuple(Tuple) ->
    {List, N1} = lists:mapfoldl(fun words/2, N0 - 1, tuple_to_list(Tuple)),
    {list_to_tuple(List), N1};
words(Map, N0) when is_map(Map) ->
    {List, N1} = words(lists:sort(fun before/2, maps:to_list(Map)), N0),
    {{map, List}, N1};
words(Fun, N) when is_function(Fun) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    {type, Type} = erlang:fun_info(Fun, type),
    {{Type, 'fun', Arity}, N - 1};
words(Pid, N) when is_pid(Pid) -> {pid, N - 1};
words(Ref, N) when is_reference(Ref) -> {reference, N - 1};
words(Integer, N) when is_integer(Integer), abs(Integer) >= 1 bsl 1000 ->
    {{integer, Integer rem 16#FFFFFFFFFFFFFFC5}, N - 1};
words(Other, N) -> {Other, N - 1}.

%% Integers before the floats that they are equal to.
before({A, _}, {B, _}) -> A < B orelse A == B andalso (A =:= B orelse is_integer(A)).
