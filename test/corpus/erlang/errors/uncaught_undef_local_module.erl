%% corpus: exit=1
-module(uncaught_undef_local_module).
-export([main/0]).

main() ->
    apply(?MODULE, not_there, [x]).
