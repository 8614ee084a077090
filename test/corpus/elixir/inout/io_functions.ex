defmodule Main do
  def main do
    # What starting Elixir does: input comes as binaries.
    :ok = :io.setopts(:standard_io, [:binary, encoding: :unicode])
    IO.puts("line")
    IO.puts([?a, "b", [~c"c"], 10, "d"])
    IO.write("no newline|")
    IO.write(:stdio, ["iodata", ?!, "\n"])
    IO.puts(:atom)
    IO.puts(42)
    IO.puts(nil)
    IO.puts(~c"charlist ł")
    IO.puts(:stderr, "to standard error ł")
    IO.inspect(:stderr, {:error, "x"}, [])
    IO.inspect(IO.iodata_to_binary(["a", [?b | "c"]]))
    IO.inspect(IO.iodata_length(["ab", ?c]))
    IO.inspect(IO.chardata_to_string([322, "x"]))
    IO.inspect(IO.gets("prompt> "))
    IO.inspect(IO.gets("") |> String.trim())
    IO.inspect(IO.read(:line))
    IO.inspect(IO.getn("", 3))
    IO.inspect(IO.stream(:stdio, :line) |> Enum.take(2))
    IO.inspect(IO.read(:stdio, :eof))
    IO.inspect(IO.gets("at end "))
    :io.format("~p ~w ~s ~ts~n", [{:a, "b"}, [1], "plain", "ł"])
    {:ok, device} = StringIO.open("first\nsecond\n")
    IO.inspect(IO.read(device, :line))
    IO.write(device, "written ł")
    IO.inspect(StringIO.contents(device))
    IO.inspect(StringIO.close(device))
    {:ok, result} = StringIO.open("in", fn pid -> IO.write(pid, "out"); IO.read(pid, :eof) end)
    IO.inspect(result)
    try do
      IO.puts({:not, :chardata})
    rescue
      error -> IO.inspect(error.__struct__)
    end
    try do
      IO.iodata_to_binary([256])
    rescue
      error -> IO.inspect(error.__struct__)
    end
    IO.puts(IO.ANSI.format([:red, "text", :reset], true))
    IO.inspect(IO.ANSI.format([:red, "text"], false) |> IO.iodata_to_binary())
    IO.inspect(IO.ANSI.green() <> IO.ANSI.cursor_up(2))
  end
end
