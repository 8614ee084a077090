# corpus: args=first,second,--flag
# Arguments are lists of characters from erl and binaries from beamjit, as in Elixir's own escripts.
defmodule Main do
  def main(args) do
    args
    |> Enum.map(&to_string/1)
    |> IO.inspect()
    |> Enum.with_index(1)
    |> Enum.each(fn {arg, n} -> IO.puts("#{n}: #{arg}") end)
  end
end
