%% corpus: exit=1
-module(uncaught_gen_server_call).
-export([main/0]).

main() ->
    gen_server:call(nobody_here, hello).
