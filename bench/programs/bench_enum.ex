# Pipelines over Enum: each step makes a list or a map of the last one's.

defmodule :bench_enum do
  def run(n) do
    words = for i <- 1..n, do: word(i)

    top =
      words
      |> Enum.map(&String.upcase/1)
      |> Enum.reject(&(byte_size(&1) < 4))
      |> Enum.frequencies()
      |> Enum.sort_by(fn {word, count} -> {-count, word} end)
      |> Enum.take(5)

    lengths =
      words
      |> Enum.with_index()
      |> Enum.group_by(fn {word, _} -> byte_size(word) end, &elem(&1, 1))
      |> Enum.map(fn {length, indexes} -> {length, Enum.count(indexes), Enum.sum(indexes)} end)
      |> Enum.sort()

    squares =
      1..n
      |> Enum.filter(&(rem(&1, 3) == 1))
      |> Enum.map(&(&1 * &1))
      |> Enum.chunk_every(7, 5, :discard)
      |> Enum.map(&Enum.reduce(&1, fn x, acc -> Bitwise.bxor(acc, x) end))
      |> Enum.uniq()
      |> Enum.zip(words)
      |> Enum.flat_map(fn {x, word} -> [x, byte_size(word)] end)
      |> Enum.reduce(0, fn x, acc -> Bitwise.band(acc * 31 + x, 0xFFFFFFFF) end)

    {low, high} = words |> Enum.dedup() |> Enum.min_max()
    {top, lengths, squares, low, high}
  end

  defp word(i) do
    letters = for j <- 1..(3 + rem(i, 5)), do: ?a + rem(i * j * 7 + j, 26 - rem(i, 19))
    List.to_string(letters)
  end
end
