%% corpus: exit=255
-module(halt_255).
-export([main/0]).

main() ->
    halt(255).
