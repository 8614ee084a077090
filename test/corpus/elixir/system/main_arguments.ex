# corpus: args=first,second,--flag
defmodule Main do
  def main(args) do
    IO.inspect(args, charlists: :as_charlists)
    args |> Enum.map(&List.to_string/1) |> Enum.with_index(1) |> Enum.each(fn {arg, n} -> IO.puts("#{n}: #{arg}") end)
  end
end
