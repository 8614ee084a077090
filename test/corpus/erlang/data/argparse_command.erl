%% corpus: otp>=26
-module(argparse_command).
-export([main/0]).

main() ->
    Command = #{arguments => [
        #{name => file, help => "the file"},
        #{name => count, short => $c, long => "-count", type => {integer, [{min, 1}]}, default => 1},
        #{name => verbose, short => $v, type => boolean}
    ]},
    [io:format("~p~n", [parse(A, Command)]) || A <- [["x.txt"], ["-c", "5", "-v", "y"], ["--count=7", "z"], [], ["-c", "0", "x"], ["x", "--nope"]]],
    io:format("~s~n", [argparse:help(Command, #{progname => "tool"})]).

parse(Args, Command) ->
    case argparse:parse(Args, Command, #{progname => "tool"}) of
        {ok, Map, Path, _} -> {lists:sort(maps:to_list(Map)), Path};
        {error, E} -> {error, lists:flatten(argparse:format_error(E))}
    end.
