%% The default handler writes to standard output, from level notice up.
-module(logger_default_handler).
-export([main/0]).

main() ->
    ok = logger:update_formatter_config(default, #{template => [level, ": ", msg, "\n"], single_line => true}),
    logger:error("an ~p", [error]),
    logger:notice("a notice"),
    logger:info("not shown"),
    logger:warning(#{reason => testing}),
    logger:set_primary_config(level, info),
    logger:info("now shown"),
    logger:set_module_level(?MODULE, error),
    logger:warning("from a macro-less call: shown"),
    logger:add_primary_filter(drop, {fun(#{msg := {string, "drop me"}}, _) -> stop; (E, _) -> E end, []}),
    logger:error("drop me"),
    logger:error("kept"),
    ok = logger_std_h:filesync(default).
