defmodule LRU do
  defstruct [:capacity, items: %{}, order: []]

  def new(capacity), do: %LRU{capacity: capacity}

  def get(%LRU{items: items} = lru, key) do
    case items do
      %{^key => value} -> {value, touch(lru, key)}
      %{} -> {nil, lru}
    end
  end

  def put(%LRU{items: items, capacity: capacity} = lru, key, value) do
    lru = touch(%{lru | items: Map.put(items, key, value)}, key)
    if map_size(lru.items) > capacity do
      {oldest, order} = List.pop_at(lru.order, -1)
      %{lru | items: Map.delete(lru.items, oldest), order: order}
    else
      lru
    end
  end

  defp touch(lru, key), do: %{lru | order: [key | List.delete(lru.order, key)]}
end

defmodule Main do
  def main do
    lru = LRU.new(2) |> LRU.put("a", 1) |> LRU.put("b", 2)
    {value, lru} = LRU.get(lru, "a")
    IO.inspect(value)
    lru = LRU.put(lru, "c", 3)
    IO.inspect(lru.items)
    IO.inspect(LRU.get(lru, "b") |> elem(0))
    IO.inspect(lru.order)

    queue = :queue.new()
    queue = Enum.reduce(1..5, queue, &:queue.in/2)
    {{:value, first}, queue} = :queue.out(queue)
    IO.inspect({first, :queue.to_list(queue), :queue.len(queue)})
    IO.inspect(:queue.peek_r(queue))

    tree = Enum.reduce(~w(d b a c), :gb_trees.empty(), &:gb_trees.insert(&1, String.upcase(&1), &2))
    IO.inspect(:gb_trees.to_list(tree))
    IO.inspect(:orddict.store(:b, 2, a: 1, c: 3))
    array = :array.from_list([1, 2, 3])
    IO.inspect(:array.to_list(:array.set(5, :x, array)))
    IO.inspect(:array.get(1, array))
    IO.inspect(:lists.keysort(2, a: 3, b: 1))
    IO.inspect(:sets.to_list(:sets.from_list([1, 1, 2])) |> Enum.sort())
    IO.inspect(:string.pad("x", 3, :both, ?*) |> IO.chardata_to_string())
    IO.inspect(:proplists.get_value(:k, [:k]))
    IO.inspect(:maps.fold(fn k, v, acc -> k + v + acc end, 0, %{1 => 2, 3 => 4}))
    IO.inspect(:erlang.term_to_binary({:a, "b", [1.5]}) |> :erlang.binary_to_term())
    IO.inspect(:erlang.phash2({:a, 1, "x"}, 1000))
    IO.inspect(:erlang.crc32("checksum"))
    IO.inspect(:io_lib.format("~5.2f|~-6s|~4..0B|~p", [3.14159, "ab", 42, {:x}]) |> IO.iodata_to_binary())
  end
end
