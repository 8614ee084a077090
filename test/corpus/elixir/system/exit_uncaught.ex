# corpus: exit=1
defmodule Main do
  def main do
    IO.puts("before")
    inner(4)
    IO.puts("never")
  end

  defp inner(n) when n > 0, do: 1 + inner(n - 1)
  defp inner(0), do: exit({:bad, "reason", [1, 2]})
end
