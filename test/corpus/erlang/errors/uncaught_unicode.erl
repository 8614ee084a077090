%% corpus: exit=1
-module(uncaught_unicode).
-export([main/0]).

main() ->
    error({"żółw", <<"日本"/utf8>>, 'ünï'}).
