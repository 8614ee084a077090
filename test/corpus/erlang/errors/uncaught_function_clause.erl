%% corpus: exit=1
-module(uncaught_function_clause).
-export([main/0]).

main() ->
    area({triangle, 1, 2}).

area({square, S}) -> S * S;
area({circle, R}) when is_number(R) -> 3 * R * R.
