%% How the showcase looks: headings, colours, bars. Colours only where standard output is a terminal.
-module(showcase_style).
-export([heading/3, line/2, bold/1, dim/1, red/1, green/1, yellow/1, rgb/2, bar/2, thousands/1]).
-export([is_terminal/0]).

heading(Number, Title, Subtitle) ->
    line("~n  ~ts ~ts  ~ts", [dim(integer_to_list(Number)), bold(Title), dim(Subtitle)]).

line(Format, Args) -> io:format(Format ++ "~n", Args).

bold(Text) -> sgr("1", Text).
dim(Text) -> sgr("2", Text).
red(Text) -> sgr("31", Text).
green(Text) -> sgr("32", Text).
yellow(Text) -> sgr("33", Text).

rgb({R, G, B}, Text) -> sgr(io_lib:format("38;2;~w;~w;~w", [R, G, B]), Text).

%% A horizontal bar of Length character cells, drawn in eighths.
bar(Length, Max) when Length =< Max ->
    Eighths = round(Length * 8),
    Full = lists:duplicate(Eighths div 8, $\x{2588}),
    case Eighths rem 8 of
        0 -> Full;
        Rest -> Full ++ [$\x{2590} - Rest]
    end.

%% An integer with its digits in groups: 1234567 is 1,234,567.
thousands(N) when N < 1000 -> integer_to_list(N);
thousands(N) -> thousands(N div 1000) ++ io_lib:format(",~3..0w", [N rem 1000]).

is_terminal() -> os:getenv("NO_COLOR") =:= false andalso element(1, io:columns()) =:= ok.

sgr(Code, Text) ->
    case is_terminal() of
        true -> ["\e[", Code, "m", Text, "\e[0m"];
        false -> Text
    end.
