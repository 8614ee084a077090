defmodule Main do
  def main do
    IO.inspect(for x <- 1..3, y <- [:a, :b], do: {x, y})
    IO.inspect(for x <- 1..10, rem(x, 2) == 0, x > 4, do: x)
    IO.inspect(for {:ok, v} <- [ok: 1, error: 2, ok: 3], do: v)
    IO.inspect(for <<c <- "hello">>, into: "", do: <<c - 32>>)
    IO.inspect(for <<r::8, g::8, b::8 <- <<1, 2, 3, 4, 5, 6>> >>, do: {r, g, b})
    IO.inspect(for <<bit::1 <- <<0b1011_0001>> >>, do: bit)
    IO.inspect(for {k, v} <- [a: 1, b: 2], into: %{}, do: {v, k})
    IO.inspect(for x <- [1, 2, 1, 3, 2], uniq: true, do: x)
    IO.inspect(for x <- 1..5, reduce: 0 do
      acc when acc > 5 -> acc
      acc -> acc + x
    end)
    IO.inspect(for a <- 1..20, b <- a..20, c <- b..20, a * a + b * b == c * c, do: {a, b, c})
    IO.inspect(for line <- ["k=v", "bad", "a=b"], [key, value] <- [String.split(line, "=")], into: %{}, do: {key, value})
    IO.inspect(for x <- [], do: x)
    IO.inspect(for x <- MapSet.new([3, 1, 2]), into: MapSet.new(), do: rem(x, 2))
    IO.inspect(for <<x::utf8 <- "zażółć">>, do: x)
    IO.inspect(for x when is_integer(x) <- [1, :a, 2.0, 3], do: x)
    IO.inspect(for n <- 1..3, square = n * n, square > 1, do: square)
    IO.inspect(for {word, index} <- Enum.with_index(~w(a b)), reduce: %{} do
      map -> Map.put(map, word, index)
    end)
  end
end
