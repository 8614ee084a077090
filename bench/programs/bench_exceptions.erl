%% Try and catch: errors thrown and caught at several depths, guards that fail, after clauses.
-module(bench_exceptions).
-export([run/1]).

run(N) -> loop(N, 0).

loop(0, Sum) -> Sum;
loop(N, Sum) -> loop(N - 1, Sum + attempt(N rem 6, N)).

attempt(Kind, N) ->
    try deep(5, Kind, N) of
        Value -> Value
    catch
        throw:{value, Value} -> Value;
        error:badarith -> 2;
        error:{badmatch, _} -> 3;
        error:function_clause -> 4;
        exit:Reason -> Reason
    end.

deep(0, Kind, N) -> fail(Kind, N);
deep(Depth, Kind, N) -> 1 + deep(Depth - 1, Kind, N).

fail(0, N) -> N band 7;
fail(1, N) -> throw({value, N band 3});
fail(2, N) -> N / (N - N);
fail(3, N) -> {ok, Value} = element(1, {N}), Value;
fail(4, N) -> only_atoms(N);
fail(5, N) -> exit(N band 1).

only_atoms(Atom) when is_atom(Atom) -> Atom.
