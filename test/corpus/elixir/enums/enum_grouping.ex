defmodule Main do
  def main do
    words = ~w(apple bee cherry ant bat cat apple bee)
    IO.inspect(Enum.group_by(words, &String.first/1))
    IO.inspect(Enum.group_by(words, &String.length/1, &String.upcase/1))
    IO.inspect(Enum.frequencies(words))
    IO.inspect(Enum.frequencies_by(words, &String.length/1))
    IO.inspect(Enum.uniq(words))
    IO.inspect(Enum.uniq_by(words, &String.first/1))
    IO.inspect(Enum.dedup([1, 1, 2, 2, 1, 1.0]))
    IO.inspect(Enum.dedup_by([1, 3, 2, 4, 5], &rem(&1, 2)))
    IO.inspect(Enum.chunk_every(1..7, 3))
    IO.inspect(Enum.chunk_every(1..7, 3, 2))
    IO.inspect(Enum.chunk_every(1..7, 3, 3, :discard))
    IO.inspect(Enum.chunk_every(1..7, 3, 3, [:pad, :pad]))
    IO.inspect(Enum.chunk_by([1, 3, 2, 4, 5], &rem(&1, 2)))
    chunk = fn x, acc -> if x == 0, do: {:cont, Enum.reverse(acc), []}, else: {:cont, [x | acc]} end
    IO.inspect(Enum.chunk_while([1, 2, 0, 3, 0, 4], [], chunk, &{:cont, Enum.reverse(&1), []}))
    IO.inspect(Enum.zip([1, 2, 3], [:a, :b]))
    IO.inspect(Enum.zip([[1, 2], [:a, :b], ["x", "y"]]))
    IO.inspect(Enum.zip_with([1, 2], [10, 20], &+/2))
    IO.inspect(Enum.zip_reduce([1, 2], [3, 4], 0, fn a, b, acc -> acc + a * b end))
    IO.inspect(Enum.unzip([{1, :a}, {2, :b}]))
    IO.inspect(Enum.with_index(~w(a b)))
    IO.inspect(Enum.with_index(~w(a b), 10))
    IO.inspect(Enum.with_index(~w(a b), fn x, i -> x <> "#{i}" end))
    IO.inspect(Enum.flat_map([1, 2, 3], &List.duplicate(&1, &1)))
    IO.inspect(Enum.flat_map_reduce(1..10, 0, fn x, acc -> if acc < 10, do: {[x, -x], acc + x}, else: {:halt, acc} end))
    IO.inspect(Enum.map_reduce([1, 2, 3], 0, fn x, acc -> {x * 2, acc + x} end))
    IO.inspect(Enum.scan(1..5, &*/2))
    IO.inspect(Enum.scan(1..5, 100, &-/2))
    IO.inspect(Enum.map_every(1..7, 3, &(&1 * 100)))
    IO.inspect(Enum.take_every(1..10, 4))
    IO.inspect(Enum.drop_every(1..10, 4))
    IO.inspect(Enum.slide(Enum.to_list(1..6), 4..5, 1))
    IO.inspect(Enum.reduce_while(1..100, 0, fn x, acc -> if acc > 20, do: {:halt, acc}, else: {:cont, acc + x} end))
    IO.inspect(Enum.each([1], fn _ -> :ignored end))
    IO.inspect(Enum.reduce(%{1 => :a, 2 => :b}, [], fn {k, v}, acc -> [{v, k} | acc] end))

    for fun <- [fn -> Enum.max([]) end, fn -> Enum.fetch!([1], 5) end, fn -> Enum.reduce([], &+/2) end,
                fn -> Enum.chunk_every([1], 0) end, fn -> Enum.random([]) end] do
      try do
        fun.()
      rescue
        error -> IO.puts("#{inspect(error.__struct__)}: #{Exception.message(error)}")
      end
    end
  end
end
