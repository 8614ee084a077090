%% The showcase that `npm start` runs: seven short acts, each something that the BEAM is known for,
%% all of it ordinary Erlang on OTP's own library. Runs the same on the real VM:
%%
%%     erl -noshell -pa ebin -s showcase main -s init stop
-module(showcase).
-export([main/0]).

main() ->
    ok = io:setopts([{encoding, unicode}]),
    %% Crashes are part of the show; it tells of them itself.
    ok = logger:set_primary_config(level, none),
    banner(),
    {Time, Acts} = timer:tc(fun() -> play(acts(), 1) end),
    showcase_style:line("~n  ~ts ~ts",
        [showcase_style:bold("fin"),
         showcase_style:dim(io_lib:format("~w acts in ~w ms, ~ts reductions",
             [Acts, Time div 1000, showcase_style:thousands(reductions())]))]).

acts() ->
    [
        {"Let it crash", "a supervised store loses its process, not its data", showcase_store},
        {"Map and reduce", "one process a paragraph, words counted in maps", showcase_words},
        {"Bit syntax", "a picture written as PNG and read back", showcase_png},
        {"The shell", "scanned, parsed and evaluated by OTP's own modules", showcase_shell},
        {"Hot code loading", "compiled at run time; the process lives on", showcase_upgrade},
        {"Life", "every cell is a process that asks its neighbours", showcase_life},
        {"A crowd", "fifty thousand processes pass a message along", showcase_crowd}
    ].

play([], Number) ->
    Number - 1;
play([{Title, Subtitle, Module} | Rest], Number) ->
    showcase_style:heading(Number, Title, Subtitle),
    Module:act(),
    play(Rest, Number + 1).

banner() ->
    showcase_style:line("~n  ~ts ~ts", [
        showcase_style:bold("Erlang/OTP " ++ erlang:system_info(otp_release)),
        showcase_style:dim([" erts ", erlang:system_info(version), ", machine ",
                            erlang:system_info(machine)])
    ]).

reductions() -> element(1, erlang:statistics(reductions)).
