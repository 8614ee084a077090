%% What the tests of the command and of the embedding API run. tools/record-programs.ts compiles it.
-module(program).
-export([main/0, main/1]).
-export([add/2, identity/1, crash/0, thrown/0, exits/0, missing/0, stop/1]).
-export([flood/1, loud/0, deadlock/0, forever/0, echo/0, other/0, after_halt/0]).
-export([adder/1, double/1, ask/1, server/0]).

main() ->
    io:format("Hello, ~ts!~n", [<<"wörld"/utf8>>]).

main(Arguments) ->
    io:format("~tp~n", [Arguments]).

add(A, B) ->
    A + B.

identity(X) ->
    X.

crash() ->
    add(1, hd([a])).

thrown() ->
    throw({ball, 42}).

exits() ->
    exit(because).

missing() ->
    program_missing:call(1).

stop(Status) ->
    io:format("before~n"),
    halt(Status).

%% So many lines of 100 characters.
flood(0) ->
    ok;
flood(N) ->
    io:put_chars([lists:duplicate(99, $x), $\n]),
    flood(N - 1).

%% Writes until nobody reads any more.
loud() ->
    io:put_chars("loud\n"),
    loud().

deadlock() ->
    receive never -> ok end.

forever() ->
    io:put_chars("ready\n"),
    count(0).

count(N) ->
    count(N + 1).

echo() ->
    case io:get_line("") of
        eof -> done;
        Line -> io:put_chars(["> ", Line]), echo()
    end.

other() ->
    program_other:name().

%% Nothing that runs after halt may be seen.
after_halt() ->
    [spawn(fun() -> loud() end) || _ <- [1, 2, 3]],
    halt(3).

adder(N) ->
    fun(X) -> X + N end.

double(Fun) ->
    Fun(Fun(1)).

%% A process that answers each number with its double, and one who asks it.
server() ->
    receive {From, N} -> From ! {self(), 2 * N}, server() end.

ask(N) ->
    Server = spawn(fun server/0),
    Server ! {self(), N},
    receive {Server, Answer} -> Answer after 1000 -> timeout end.
