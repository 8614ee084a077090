%% A pattern-matching state machine: a log line scanner over one large binary, clause per state.
-module(bench_fsm).
-export([run/1]).

-record(stats, {lines = 0, errors = 0, bytes = 0, slow = 0}).

run(N) ->
    Log = iolist_to_binary([line(I) || I <- lists:seq(1, N)]),
    #stats{lines = L, errors = E, bytes = B, slow = S} = start(Log, #stats{}),
    {byte_size(Log), L, E, B, S}.

line(I) ->
    io_line(I, element(1 + I rem 4, {"GET", "POST", "PUT", "DELETE"}), 200 + 100 * (I rem 4)).

io_line(I, Method, Status) ->
    ["10.0.", integer_to_list(I rem 256), ".1 - [12/Mar/2024] \"", Method, " /item/",
     integer_to_list(I), "?q=\\\"x\\\" HTTP/1.1\" ", integer_to_list(Status), " ",
     integer_to_list(I * 13 rem 5000), "\n"].

start(<<>>, Stats) -> Stats;
start(Bin, Stats) -> address(Bin, Stats#stats{lines = Stats#stats.lines + 1}).

address(<<C, Rest/binary>>, Stats) when C >= $0, C =< $9; C =:= $. -> address(Rest, Stats);
address(<<" - [", Rest/binary>>, Stats) -> date(Rest, Stats).

date(<<"] \"", Rest/binary>>, Stats) -> method(Rest, Stats);
date(<<_, Rest/binary>>, Stats) -> date(Rest, Stats).

method(<<"GET ", Rest/binary>>, Stats) -> path(Rest, Stats);
method(<<"POST ", Rest/binary>>, Stats) -> path(Rest, Stats);
method(<<"PUT ", Rest/binary>>, Stats) -> path(Rest, Stats);
method(<<_, Rest/binary>>, Stats) -> method(Rest, Stats).

path(<<$\\, _, Rest/binary>>, Stats) -> path(Rest, Stats);
path(<<"\" ", Rest/binary>>, Stats) -> status(Rest, Stats);
path(<<_, Rest/binary>>, Stats) -> path(Rest, Stats).

status(<<C, _, _, $\s, Rest/binary>>, Stats) when C >= $4 ->
    size(Rest, 0, Stats#stats{errors = Stats#stats.errors + 1});
status(<<_, _, _, $\s, Rest/binary>>, Stats) ->
    size(Rest, 0, Stats).

size(<<C, Rest/binary>>, Size, Stats) when C >= $0, C =< $9 ->
    size(Rest, Size * 10 + C - $0, Stats);
size(<<$\n, Rest/binary>>, Size, #stats{bytes = Bytes, slow = Slow} = Stats) when Size > 4000 ->
    start(Rest, Stats#stats{bytes = Bytes + Size, slow = Slow + 1});
size(<<$\n, Rest/binary>>, Size, #stats{bytes = Bytes} = Stats) ->
    start(Rest, Stats#stats{bytes = Bytes + Size}).
