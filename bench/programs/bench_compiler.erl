%% The Erlang compiler at work: a large module is written as text, scanned, parsed, compiled and, to see that
%% it is right, loaded and called. The digest of the code is part of the result.
-module(bench_compiler).
-export([run/1]).

run(N) ->
    Forms = forms(source(N)),
    {ok, Module, Binary} = compile:forms(Forms, [deterministic]),
    {ok, {Module, Digest}} = beam_lib:md5(Binary),
    {module, Module} = code:load_binary(Module, "compiled.beam", Binary),
    Result = Module:main(),
    true = code:delete(Module),
    _ = code:purge(Module),
    {length(Forms), erlang:crc32(Digest), Result}.

forms(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    parse(Tokens, []).

parse([], Forms) ->
    lists:reverse(Forms);
parse(Tokens, Forms) ->
    {Form, Rest} = form(Tokens, []),
    {ok, Parsed} = erl_parse:parse_form(Form),
    parse(Rest, [Parsed | Forms]).

form([{dot, _} = Dot | Rest], Form) -> {lists:reverse(Form, [Dot]), Rest};
form([Token | Rest], Form) -> form(Rest, [Token | Form]).

%% N groups of functions of the kinds that programs are made of, and a main that calls them all.
source(N) ->
    lists:flatten(
      ["-module(compiled).\n-export([main/0]).\n"
       "-record(item, {name, price = 0, tags = [], state = new}).\n"
       "main() -> lists:sum([", lists:join(", ", [["group", int(I), "()"] || I <- lists:seq(1, N)]), "]).\n",
       [group(I) || I <- lists:seq(1, N)]]).

group(I) ->
    Kind = int(I),
    string:replace(
      string:replace(template(), "@I", Kind, all), "@K", int(I * 37 rem 101), all).

template() ->
    "group@I() ->\n"
    "    Items = [#item{name = N, price = N * @K rem 17} || N <- lists:seq(1, 9), N rem 3 =/= 1],\n"
    "    Total = lists:foldl(fun(#item{price = P}, Sum) when P > 2 -> Sum + P; (_, Sum) -> Sum end, 0, Items),\n"
    "    Tree = insert@I([Total, @K, 5, 8, 1], nil),\n"
    "    Text = render@I(Items, <<>>),\n"
    "    {ok, Parsed} = parse@I(<<\"k@K=12;x=@I;\">>, #{}),\n"
    "    depth@I(Tree) + byte_size(Text) + map_size(Parsed) + guarded@I(Total) + safe@I(Items).\n"
    "insert@I([], Tree) -> Tree;\n"
    "insert@I([X | Xs], Tree) -> insert@I(Xs, put@I(X, Tree)).\n"
    "put@I(X, nil) -> {node, nil, X, nil};\n"
    "put@I(X, {node, L, Y, R}) when X < Y -> {node, put@I(X, L), Y, R};\n"
    "put@I(X, {node, L, Y, R}) when X > Y -> {node, L, Y, put@I(X, R)};\n"
    "put@I(_, Tree) -> Tree.\n"
    "depth@I(nil) -> 0;\n"
    "depth@I({node, L, _, R}) -> 1 + max(depth@I(L), depth@I(R)).\n"
    "render@I([], Acc) -> Acc;\n"
    "render@I([#item{name = Name, price = Price, state = State} = Item | Rest], Acc) ->\n"
    "    Line = case {State, Price rem 4} of\n"
    "        {new, 0} -> <<\"free\">>;\n"
    "        {new, R} when R =:= 1; R =:= 2 -> integer_to_binary(Name * Price);\n"
    "        {_, _} -> <<Name:8, Price:16/little, \"@K\">>\n"
    "    end,\n"
    "    Next = case Rest of [_ | _] -> Rest; [] when Item#item.tags =:= [] -> [] end,\n"
    "    render@I(Next, <<Acc/binary, Line/binary, $\\n>>).\n"
    "parse@I(<<>>, Map) -> {ok, Map};\n"
    "parse@I(Bin, Map) ->\n"
    "    case key@I(Bin, 0, Bin) of\n"
    "        {Key, Rest} -> {Value, Rest1} = number@I(Rest, 0), parse@I(Rest1, Map#{Key => Value});\n"
    "        none -> {error, Bin}\n"
    "    end.\n"
    "key@I(<<$=, Rest/binary>>, Length, Bin) -> {binary:part(Bin, 0, Length), Rest};\n"
    "key@I(<<_, Rest/binary>>, Length, Bin) -> key@I(Rest, Length + 1, Bin);\n"
    "key@I(<<>>, _, _) -> none.\n"
    "number@I(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> number@I(Rest, N * 10 + C - $0);\n"
    "number@I(<<$;, Rest/binary>>, N) -> {N, Rest}.\n"
    "guarded@I(X) when is_integer(X), X band 1 =:= 0, X > @K -> X div 2;\n"
    "guarded@I(X) when is_integer(X) -> X * 3 + 1;\n"
    "guarded@I(X) when is_float(X) -> trunc(X);\n"
    "guarded@I(_) -> 0.\n"
    "safe@I(Items) ->\n"
    "    try lists:nth(@K, Items) of\n"
    "        #item{name = Name} -> Name\n"
    "    catch\n"
    "        error:function_clause -> 1;\n"
    "        throw:{value, V} -> V\n"
    "    after\n"
    "        erase(safe@I)\n"
    "    end.\n".

int(I) -> integer_to_list(I).
