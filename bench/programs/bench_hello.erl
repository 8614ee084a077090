%% The smallest program: measures how long the whole process takes.
-module(bench_hello).
-export([main/0]).

main() -> io:put_chars("hello, world\n").
