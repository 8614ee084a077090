# Pipelines over Stream: lazy steps composed into one pass, with state, chunks, zips and early ends.

defmodule :bench_stream do
  def run(n) do
    primes =
      Stream.iterate(2, &(&1 + 1))
      |> Stream.filter(&prime?/1)
      |> Stream.map(&(&1 * &1))
      |> Stream.take_while(&(&1 < n * 40))
      |> Enum.sum()

    walk =
      Stream.unfold(42, fn seed -> {seed, rem(seed * 16_807, 2_147_483_647)} end)
      |> Stream.map(&rem(&1, 7))
      |> Stream.transform(0, fn step, at -> {[at + step - 3], at + step - 3} end)
      |> Stream.with_index()
      |> Stream.reject(fn {at, _} -> at < 0 end)
      |> Stream.map(fn {at, index} -> at + index end)
      |> Stream.chunk_every(4)
      |> Stream.flat_map(fn chunk -> [Enum.min(chunk), Enum.max(chunk)] end)
      |> Stream.scan(&Bitwise.band(&1 * 33 + &2, 0xFFFFFF))
      |> Stream.take(n)
      |> Enum.reduce(0, &Bitwise.bxor/2)

    zipped =
      Stream.zip(Stream.cycle([:a, :b, :c]), 1..n)
      |> Stream.dedup_by(fn {_, x} -> div(x, 2) end)
      |> Stream.drop(10)
      |> Enum.reduce(%{}, fn {key, x}, acc -> Map.update(acc, key, x, &(&1 + x)) end)

    {primes, walk, Enum.sort(zipped)}
  end

  defp prime?(n) when n < 4, do: n > 1
  defp prime?(n) when rem(n, 2) == 0, do: false
  defp prime?(n), do: no_divisor?(n, 3)

  defp no_divisor?(n, d) when d * d > n, do: true
  defp no_divisor?(n, d) when rem(n, d) == 0, do: false
  defp no_divisor?(n, d), do: no_divisor?(n, d + 2)
end
