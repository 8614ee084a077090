%% Error codes that have names of OTP's own; empty and odd names; archives made of flushed streams.
-module(file_error_codes).
-export([main/0]).

main() ->
    ok = file:make_dir("d"),
    ok = file:make_dir("d/e"),
    ok = file:make_dir("x"),
    ok = file:write_file("d/f", "contents"),
    Results = [{delete_dir, file:delete("d")}, {del_dir_full, file:del_dir("d")}, {del_dir_file, file:del_dir("d/f")},
               {del_dir_cwd, file:del_dir("../" ++ filename:basename(element(2, file:get_cwd())))},
               {rename_onto_full, file:rename("x", "d")}, {rename_dir_onto_file, file:rename("x", "d/f")},
               {rename_missing, file:rename("none", "other")}, {read_dir, file:read_file("d")},
               {empty_name, file:read_file("")}, {empty_atom, file:read_file('')}, {empty_info, file:read_file_info("")},
               {empty_make, file:make_dir("")}, {atom_name, file:read_file('d/f')}, {deep_name, file:read_file(["d", [$/, "f"]])},
               {zero, file:read_file("d/f\0")}, {binary_name, file:read_file(<<"d/f">>)}, {tuple, file:read_file({1})}],
    [io:format("~p~n", [R]) || R <- Results],
    {ok, Fd} = file:open("d/f", [read, raw]),
    [io:format("~p ~p~n", [A, file:advise(Fd, 0, 0, A)]) || A <- [normal, random, no_reuse, nonsense]],
    ok = file:close(Fd),
    ok = file:write_file("d/big", binary:copy(<<"0123456789">>, 20000)),
    {ok, Zip} = zip:create("a.zip", ["d"]),
    {ok, Entries} = zip:unzip(Zip, [memory]),
    io:format("~p~n", [[{N, byte_size(B), erlang:crc32(B)} || {N, B} <- lists:sort(Entries)]]),
    [flushed(Bits) || Bits <- [15, -15, 31]],
    ok = file:del_dir_r("d"),
    io:format("~p~n", [file:list_dir("d")]).

flushed(Bits) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, default, deflated, Bits, 8, default),
    Parts = [zlib:deflate(Z, "first part, ", sync), zlib:deflate(Z, "second part, ", full), zlib:deflate(Z, "and the end", finish)],
    ok = zlib:deflateEnd(Z),
    ok = zlib:inflateInit(Z, Bits),
    io:format("~p~n", [iolist_to_binary(zlib:inflate(Z, Parts))]),
    ok = zlib:inflateEnd(Z),
    ok = zlib:close(Z).
