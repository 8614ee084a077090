%% corpus: flavours=no_ssa_opt
-module(port_os_cmd).
-export([main/0]).

main() ->
    [io:format("~s: ~tp~n", [Command, os:cmd(Command)])
     || Command <- ["echo hello", "true", "false", "echo a; echo b >&2; echo c", "printf 'no newline'", "exit 3", "echo $((6*7))",
                    "cd / && pwd", "A=1; echo $A # a comment", "cat", "echo 'one' | cat; echo \"two\"", "(echo x; false) || echo y",
                    "printf '\\303\\244'", "printf '\\344'", "no_such_program_here 2>/dev/null || echo none", "echo \\\\", ""]],
    io:format("~p~n", [os:cmd('echo an atom')]),
    io:format("~p~n", [os:cmd(["echo ", ["deep ", [$l]], "ist"])]),
    io:format("~tp~n", [os:cmd("echo " ++ [955])]),
    io:format("~p~n", [os:cmd("printf 1234567890", #{max_size => 4})]),
    io:format("~p~n", [os:cmd("cat /dev/zero", #{max_size => 3})]),
    io:format("~p~n", [os:cmd("echo whole", #{max_size => 100})]),
    io:format("~p~n", [try os:cmd("echo bad" ++ [0] ++ "x") catch C:R -> {C, R} end]),
    io:format("~p~n", [try os:cmd("echo", []) catch C2:R2 -> {C2, R2} end]),
    io:format("~p~n", [length(os:cmd("i=0; while [ $i -lt 2000 ]; do echo 1234567890; i=$((i+1)); done"))]),
    io:format("~p~n", [process_info(self(), messages)]),
    %% a background job does not keep it waiting
    io:format("~p~n", [os:cmd("cat /dev/zero >/dev/null & echo $(($! > 0)); kill $!")]),
    os:putenv("PORT_TEST", "from the environment"),
    io:format("~p~n", [os:cmd("echo $PORT_TEST")]),
    ok = file:make_dir("sub"),
    ok = file:set_cwd("sub"),
    io:format("~p~n", [filename:basename(string:trim(os:cmd("pwd")))]),
    Self = self(),
    Pids = [spawn_link(fun() -> Self ! {self(), os:cmd("echo " ++ integer_to_list(I))} end) || I <- lists:seq(1, 10)],
    io:format("~p~n", [[receive {Pid, Out} -> Out end || Pid <- Pids]]).
