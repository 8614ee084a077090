-module(code_macros).
-export([main/0]).

-define(DOUBLE(X), ((X) * 2)).
-define(NAME, "macro").
-ifdef(UNDEFINED_MACRO).
answer() -> wrong.
-else.
answer() -> ?DOUBLE(21).
-endif.

main() ->
    io:format("~p ~s ~p ~p ~p~n", [answer(), ?NAME, ?MODULE, ?LINE, ?FUNCTION_NAME]),
    io:format("~p ~p~n", [?FUNCTION_ARITY, filename:basename(?FILE)]),
    io:format("~s~n", [?MODULE_STRING]),
    io:format("~p~n", [show(?DOUBLE(3 + 1))]).

show(X) -> {?FUNCTION_NAME, ?FUNCTION_ARITY, X}.
