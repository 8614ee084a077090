%% Word frequencies by map and reduce: a monitored process for each paragraph counts its words into a
%% map, the maps are merged. One paragraph is not UTF-8: its process crashes, and another tries it as
%% Latin-1.
-module(showcase_words).
-export([act/0]).

act() ->
    Counts = reduce(start(paragraphs(), unicode), #{}),
    Top = lists:sublist(lists:sort(fun by_count/2, maps:to_list(Counts)), 6),
    [{_, Most} | _] = Top,
    [showcase_style:line("    ~ts ~ts ~w",
        [string:pad(Word, 10), showcase_style:green(showcase_style:bar(Count * 40 / Most, 40)), Count])
     || {Word, Count} <- Top],
    showcase_style:line("    ~ts", [showcase_style:dim(io_lib:format(
        "~w words, ~w different; longest ~ts",
        [lists:sum(maps:values(Counts)), map_size(Counts), longest(maps:keys(Counts))]))]).

%% Workers by their monitors, with what they work on.
start(Paragraphs, Encoding) ->
    maps:from_list([{worker(Text, Encoding), Text} || Text <- Paragraphs]).

worker(Text, Encoding) ->
    {_Pid, Monitor} = spawn_monitor(fun() -> exit({counted, count(Text, Encoding)}) end),
    Monitor.

reduce(Workers, Counts) when map_size(Workers) =:= 0 ->
    Counts;
reduce(Workers, Counts) ->
    receive
        {'DOWN', Monitor, process, _, {counted, Some}} ->
            reduce(maps:remove(Monitor, Workers), maps:merge_with(fun add/3, Counts, Some));
        {'DOWN', Monitor, process, _, {Reason, [{Module, Function, _, _} | _]}} ->
            {Text, Rest} = maps:take(Monitor, Workers),
            showcase_style:line("    ~ts ~ts",
                [showcase_style:red("\x{2717} a worker crashed:"),
                 io_lib:format("~0p in ~w:~w; trying Latin-1", [Reason, Module, Function])]),
            reduce(maps:merge(Rest, start([Text], latin1)), Counts)
    end.

add(_Word, A, B) -> A + B.

count(Text, Encoding) ->
    Characters = characters(Text, Encoding),
    Words = string:lexemes(string:lowercase(Characters), " \n.,;:!?-()'"),
    lists:foldl(fun(Word, Counts) -> maps:update_with(Word, fun(N) -> N + 1 end, 1, Counts) end,
                #{}, Words).

characters(Text, Encoding) ->
    Characters = unicode:characters_to_list(Text, Encoding),
    true = is_list(Characters),
    Characters.

by_count({WordA, A}, {WordB, B}) -> {-A, WordA} =< {-B, WordB}.

longest(Words) ->
    {_, Word} = lists:max([{string:length(Word), Word} || Word <- Words]),
    Word.

paragraphs() ->
    [
        <<"A process is cheap, so give every thing that happens a process of its own. A process has "
          "a mailbox, and nothing else is shared: what one process knows, another must be told."/utf8>>,
        <<"When a process meets what it does not expect, let it crash. Another process watches, and "
          "starts a process that begins again from a state that is known to be good."/utf8>>,
        <<"Zażółć gęślą jaźń, smörgåsbord, Ελλάδα: a message is a term, and a term is a value; what "
          "a process sends is what another process gets."/utf8>>,
        %% The same kind of text in Latin-1: no valid UTF-8.
        <<"\xdcberall l\xe4uft ein Proze\xdf, and a process that fails is news for a supervisor, "
          "not the end.">>,
        <<"The scheduler counts reductions, and takes its turn from a process that has had enough: "
          "a process that never ends harms nobody."/utf8>>
    ].
