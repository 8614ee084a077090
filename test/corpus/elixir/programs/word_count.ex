defmodule Main do
  @text """
  The quick brown fox jumps over the lazy dog. The dog sleeps; the fox runs!
  "Quick," said the fox, "and brown." A dog's life — naïve café.
  """

  def main do
    words =
      @text
      |> String.downcase()
      |> String.split(~r/[^\p{L}']+/u, trim: true)

    words
    |> Enum.frequencies()
    |> Enum.sort_by(fn {word, count} -> {-count, word} end)
    |> Enum.take(8)
    |> Enum.each(fn {word, count} -> IO.puts("#{String.pad_trailing(word, 8)} #{String.duplicate("*", count)}") end)

    IO.inspect(words |> Enum.group_by(&String.length/1) |> Enum.map(fn {k, v} -> {k, v |> Enum.uniq() |> Enum.sort()} end) |> Enum.sort())
    IO.inspect(words |> Enum.chunk_every(2, 1, :discard) |> Enum.frequencies() |> Enum.max_by(fn {pair, n} -> {n, pair} end))
    IO.inspect(@text |> String.graphemes() |> Enum.filter(&String.match?(&1, ~r/\p{L}/u)) |> Enum.frequencies() |> Enum.sort_by(&{-elem(&1, 1), elem(&1, 0)}) |> Enum.take(5))
  end
end
