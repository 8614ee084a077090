# corpus: exit=1
defmodule Main do
  def main do
    IO.puts("before")
    check(%{"age" => -1})
  end

  defp check(%{"age" => age}) when age < 0, do: raise(ArgumentError, "negative age: #{age}")
  defp check(other), do: other
end
