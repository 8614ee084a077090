defmodule Main do
  def main do
    log = fn x, tag -> IO.puts("#{tag} #{x}"); x end

    1..4
    |> Stream.map(&log.(&1, "map"))
    |> Stream.filter(&(rem(log.(&1, "filter"), 2) == 0))
    |> Enum.take(1)
    |> IO.inspect()

    IO.inspect(Stream.iterate(1, &(&1 * 2)) |> Enum.take(10))
    IO.inspect(Stream.unfold({0, 1}, fn {a, b} -> {a, {b, a + b}} end) |> Enum.take(12))
    IO.inspect(Stream.cycle([1, 2, 3]) |> Enum.take(7))
    IO.inspect(Stream.repeatedly(fn -> :x end) |> Enum.take(2))
    IO.inspect(Stream.concat(1..2, [:a]) |> Enum.to_list())
    IO.inspect(Stream.chunk_every(1..5, 2) |> Enum.to_list())
    IO.inspect(Stream.dedup([1, 1, 2]) |> Enum.to_list())
    IO.inspect(Stream.uniq([1, 2, 1]) |> Enum.to_list())
    IO.inspect(Stream.with_index(~w(a b)) |> Enum.to_list())
    IO.inspect(Stream.zip(1..3, Stream.cycle([:odd, :even])) |> Enum.to_list())
    IO.inspect(Stream.zip_with([1..3, 4..6], &Enum.sum/1) |> Enum.to_list())
    IO.inspect(Stream.transform(1..10, 0, fn x, acc -> if acc > 10, do: {:halt, acc}, else: {[x, x], acc + x} end) |> Enum.to_list())
    IO.inspect(Stream.take_while(1..10, &(&1 < 4)) |> Enum.to_list())
    IO.inspect(Stream.drop_while(1..6, &(&1 < 4)) |> Enum.to_list())
    IO.inspect(Stream.take_every(1..10, 3) |> Enum.to_list())
    IO.inspect(Stream.scan(1..5, &+/2) |> Enum.to_list())
    IO.inspect(Stream.flat_map(1..3, &[&1, -&1]) |> Enum.to_list())
    IO.inspect(Stream.reject(1..5, &(&1 == 3)) |> Enum.to_list())
    IO.inspect(Stream.intersperse(1..3, :x) |> Enum.to_list())
    IO.inspect(Stream.map_every(1..4, 2, &(-&1)) |> Enum.to_list())
    IO.inspect(Stream.run(Stream.each(1..2, &IO.puts/1)))

    resource = Stream.resource(fn -> IO.puts("open"); 1 end,
      fn 4 -> {:halt, 4}; n -> {[n], n + 1} end,
      fn n -> IO.puts("close #{n}") end)
    IO.inspect(Enum.to_list(resource))
    IO.inspect(Enum.take(resource, 2))

    try do
      Enum.each(resource, fn 2 -> raise "stop"; x -> IO.puts(x) end)
    rescue
      error -> IO.puts("rescued #{Exception.message(error)}")
    end

    IO.inspect(Enum.zip(Stream.iterate(0, &(&1 + 1)), ~w(a b c)))
    IO.inspect(Stream.into([1, 2], %{}, &{&1, &1 * 2}) |> Enum.to_list())
    IO.inspect(Stream.chunk_by([1, 1, 2, 3, 3], & &1) |> Enum.to_list())
    IO.inspect(Stream.drop(1..5, -2) |> Enum.to_list())
    IO.inspect(is_function(Stream.cycle([1])))
  end
end
