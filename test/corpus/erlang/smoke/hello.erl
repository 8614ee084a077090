-module(hello).
-export([main/0]).

main() ->
    io:format("Hello, ~ts!~n", ["wörld λ"]).
