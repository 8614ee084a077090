%% bench_driver for AtomVM, which has no command line and no OTP: arguments and the expected result are a file
%% in the pack, and one term tells whether the result is right and how many microseconds each run took.
-module(bench_popcorn).
-export([start/0]).

start() ->
    Arguments = atomvm:read_priv(bench, <<"arguments">>),
    [Module, Size, Warmup, Runs, Expected] = binary:split(Arguments, <<"\n">>, [global]),
    Mod = binary_to_atom(Module, utf8),
    N = binary_to_integer(Size),
    ok = warmup(binary_to_integer(Warmup), Mod, N),
    {Times, Result} = measure(binary_to_integer(Runs), Mod, N, [], none),
    erlang:display({text(Result) =:= binary_to_list(Expected), Times}).

warmup(0, _, _) -> ok;
warmup(Left, Mod, N) -> _ = Mod:run(N), warmup(Left - 1, Mod, N).

measure(0, _, _, Times, Result) ->
    {Times, Result};
measure(Left, Mod, N, Times, _) ->
    erlang:garbage_collect(),
    Start = erlang:monotonic_time(microsecond),
    Result = Mod:run(N),
    measure(Left - 1, Mod, N, [erlang:monotonic_time(microsecond) - Start | Times], Result).

%% As ~0tp prints it, for what the programs' results are made of.
text(Int) when is_integer(Int) -> integer_to_list(Int);
text(Atom) when is_atom(Atom) -> atom_to_list(Atom);
text(Bin) when is_binary(Bin) -> "<<\"" ++ binary_to_list(Bin) ++ "\">>";
text(List) when is_list(List) -> "[" ++ texts(List) ++ "]";
text(Tuple) when is_tuple(Tuple) -> "{" ++ texts(tuple_to_list(Tuple)) ++ "}".

texts([]) -> "";
texts([Last]) -> text(Last);
texts([Term | Terms]) -> text(Term) ++ "," ++ texts(Terms).
