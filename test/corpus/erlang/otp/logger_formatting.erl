%% Events through the formatter of the logger, times left out.
-module(logger_formatting).
-export([main/0]).

main() ->
    F = fun(Level, Msg, Config) -> io:format("~ts", [logger_formatter:format(#{level => Level, msg => Msg, meta => #{time => 1700000000000000, pid => self(), gl => group_leader(), mfa => {m, f, 1}, line => 3}}, Config)]) end,
    T = #{template => [level, "|", msg, "\n"]},
    F(info, {"text ~p", [1]}, T),
    F(error, {string, "a string"}, T),
    F(warning, {report, #{count => 1}}, T),
    F(notice, {report, [{a, 1}, {b, "two"}]}, T),
    F(info, {"long ~p", [lists:seq(1, 60)]}, T#{max_size => 50}),
    F(info, {"multi~nline", []}, T#{single_line => true}),
    F(info, {"multi~nline", []}, T#{single_line => false}),
    F(debug, {"d", []}, #{template => [time, " ", mfa, ":", line, " ", level, " ", msg, "\n"], time_offset => "Z"}),
    F(info, {"x", []}, #{template => [{missing, ["yes"], ["no"]}, {line, ["line ", line], []}, "\n"]}),
    io:format("~p~n", [[logger:compare_levels(A, B) || {A, B} <- [{error, info}, {info, error}, {debug, debug}]]]),
    logger:set_primary_config(level, none),
    io:format("~p~n", [lists:sort(maps:to_list(logger:get_primary_config()))]),
    io:format("~p~n", [lists:member(default, logger:get_handler_ids())]).
