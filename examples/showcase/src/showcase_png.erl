%% Bit syntax: the Mandelbrot set, a process a row, packed into a PNG file byte by byte; then the file
%% is taken apart again by pattern matching, checksums verified, and drawn with half blocks.
-module(showcase_png).
-export([act/0]).

-define(WIDTH, 64).
-define(HEIGHT, 28).
-define(ITERATIONS, 40).
-define(SIGNATURE, 16#89, "PNG\r\n", 16#1a, "\n").

act() ->
    Png = encode(picture()),
    #{width := Width, height := Height, chunks := Chunks, rows := Rows} = decode(Png),
    draw(Rows),
    showcase_style:line("    ~ts", [showcase_style:dim(io_lib:format(
        "~w bytes; ~ts; ~w\x{d7}~w, 8 bits a pixel",
        [byte_size(Png), lists:join(", ", Chunks), Width, Height]))]).

%% Rows of pixels, one byte each, computed in parallel and collected in order.
picture() ->
    Self = self(),
    Pids = [spawn_link(fun() -> Self ! {self(), row(Y)} end) || Y <- lists:seq(0, ?HEIGHT - 1)],
    [receive {Pid, Row} -> Row end || Pid <- Pids].

row(Y) ->
    Ci = 2.4 * Y / (?HEIGHT - 1) - 1.2,
    << <<(escape(3.2 * X / ?WIDTH - 2.2, Ci, 0.0, 0.0, 0))>> || X <- lists:seq(0, ?WIDTH - 1) >>.

escape(_, _, _, _, ?ITERATIONS) -> 0;
escape(_, _, Zr, Zi, N) when Zr * Zr + Zi * Zi > 4.0 -> 255 * (N + 1) div ?ITERATIONS;
escape(Cr, Ci, Zr, Zi, N) -> escape(Cr, Ci, Zr * Zr - Zi * Zi + Cr, 2.0 * Zr * Zi + Ci, N + 1).

encode(Rows) ->
    Greyscale = 0,
    Header = <<?WIDTH:32, ?HEIGHT:32, 8, Greyscale, 0, 0, 0>>,
    Pixels = << <<0, Row/binary>> || Row <- Rows >>,
    <<?SIGNATURE, (chunk(<<"IHDR">>, Header))/binary,
      (chunk(<<"tEXt">>, <<"Software", 0, "beamjit">>))/binary,
      (chunk(<<"IDAT">>, deflate(Pixels)))/binary, (chunk(<<"IEND">>, <<>>))/binary>>.

chunk(Type, Data) ->
    <<(byte_size(Data)):32, Type/binary, Data/binary, (erlang:crc32([Type, Data])):32>>.

%% A zlib stream of one stored block.
deflate(Data) ->
    Size = byte_size(Data),
    <<16#78, 1, 0:5, 0:2, 1:1, Size:16/little, (bnot Size):16/little, Data/binary,
      (erlang:adler32(Data)):32>>.

decode(<<?SIGNATURE, Chunks/binary>>) -> chunks(Chunks, #{chunks => []}).

chunks(<<>>, #{chunks := Types} = Png) ->
    Png#{chunks := lists:reverse(Types)};
chunks(<<Size:32, Type:4/binary, Data:Size/binary, Crc:32, Rest/binary>>, #{chunks := Types} = Png) ->
    Crc = erlang:crc32([Type, Data]),
    chunks(Rest, content(Type, Data, Png#{chunks := [Type | Types]})).

content(<<"IHDR">>, <<Width:32, Height:32, 8, 0, 0, 0, 0>>, Png) ->
    Png#{width => Width, height => Height};
content(<<"IDAT">>, <<_Method:16, _:7, 1:1, Size:16/little, _:16, Data:Size/binary, Adler:32>>,
        #{width := Width} = Png) ->
    Adler = erlang:adler32(Data),
    Png#{rows => [Row || <<0, Row:Width/binary>> <= Data]};
content(_, _, Png) ->
    Png.

draw([Upper, Lower | Rest]) ->
    showcase_style:line("    ~ts", [pixels(Upper, Lower)]),
    draw(Rest);
draw([]) ->
    ok.

%% Two rows of pixels are one line of text.
pixels(<<A, Upper/binary>>, <<B, Lower/binary>>) -> [pixel(A, B) | pixels(Upper, Lower)];
pixels(<<>>, <<>>) -> [].

pixel(A, B) ->
    case showcase_style:is_terminal() of
        true -> ["\e[48;2;", colour(B), "m", showcase_style:rgb(rgb(A), "\x{2580}")];
        false -> shade(min(A, B))
    end.

%% Without colours: darker the longer a point takes to escape, darkest where it never does.
shade(0) -> $@;
shade(Grey) -> element(1 + trunc(math:log2(Grey)), {$\s, $\s, $\s, $\s, $., $:, $+, $*}).

colour(Grey) ->
    {R, G, B} = rgb(Grey),
    io_lib:format("~w;~w;~w", [R, G, B]).

rgb(0) -> {12, 10, 30};
rgb(Grey) -> {min(255, Grey * 3), min(255, 40 + Grey), min(255, 90 + Grey div 2)}.
