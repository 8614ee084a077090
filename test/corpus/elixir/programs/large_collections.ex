defmodule Main do
  # Enough data that collectors, sorting and big maps really work.
  def main do
    numbers = Stream.iterate(12345, &rem(&1 * 1_103_515_245 + 12345, 2_147_483_648)) |> Enum.take(30_000)
    sorted = Enum.sort(numbers)
    IO.inspect({hd(sorted), Enum.at(sorted, 15_000), List.last(sorted)})
    IO.inspect(Enum.sort(numbers, :desc) == Enum.reverse(sorted))
    IO.inspect(numbers |> Enum.frequencies_by(&rem(&1, 7)) |> Enum.sort())
    map = numbers |> Enum.with_index() |> Map.new()
    IO.inspect(map_size(map))
    IO.inspect(Enum.all?(Enum.take_every(numbers, 100), &is_map_key(map, &1)))
    set = MapSet.new(numbers, &rem(&1, 5000))
    IO.inspect(MapSet.size(set))
    words = for n <- Enum.take(numbers, 5000), do: Integer.to_string(rem(n, 1000), 36)
    text = Enum.join(words, " ")
    IO.inspect(byte_size(text))
    IO.inspect(text |> String.split() |> Enum.frequencies() |> Enum.max_by(fn {w, n} -> {n, w} end))
    IO.inspect(:erlang.crc32(text))
    grouped = Enum.group_by(numbers, &div(&1, 100_000_000))
    IO.inspect(grouped |> Enum.map(fn {k, v} -> {k, length(v)} end) |> Enum.sort() |> Enum.take(5))
    IO.inspect(numbers |> Enum.chunk_every(1000) |> Enum.map(&Enum.sum/1) |> Enum.max())
    IO.inspect(numbers |> Enum.zip(tl(numbers)) |> Enum.count(fn {a, b} -> a < b end))
    tuple = List.to_tuple(numbers)
    IO.inspect(elem(tuple, 29_999))
    binary = for n <- numbers, into: <<>>, do: <<n::32>>
    IO.inspect({byte_size(binary), :erlang.phash2(binary)})
    IO.inspect(for(<<n::32 <- binary>>, rem(n, 1000) == 0, do: n) |> length())
    IO.inspect(Enum.reduce(1..200, 1, &*/2) |> Integer.digits() |> Enum.sum())
    parent = self()
    pids = for chunk <- Enum.chunk_every(numbers, 3000), do: spawn_link(fn -> send(parent, {self(), Enum.sum(chunk)}) end)
    IO.inspect(Enum.sum(for pid <- pids, do: receive(do: ({^pid, sum} -> sum))) == Enum.sum(numbers))
  end
end
