%% The store's supervisor. It owns the ETS table, so that what the server knew survives the server.
-module(showcase_sup).
-behaviour(supervisor).
-export([start_link/0, init/1]).

start_link() -> supervisor:start_link(?MODULE, []).

init([]) ->
    Table = ets:new(store, [ordered_set, public]),
    Child = #{id => store, start => {showcase_store, start_link, [Table]}},
    {ok, {#{strategy => one_for_one, intensity => 3, period => 5}, [Child]}}.
