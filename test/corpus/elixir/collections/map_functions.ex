defmodule Main do
  def main do
    map = %{"a" => 1, "b" => 2, "c" => 3}
    IO.inspect(Map.get(map, "a"))
    IO.inspect(Map.get(map, "z", :none))
    IO.inspect(Map.fetch(map, "b"))
    IO.inspect(Map.fetch(map, "z"))
    IO.inspect(Map.put(map, "d", 4))
    IO.inspect(Map.put_new(map, "a", 9))
    IO.inspect(Map.delete(map, "a"))
    IO.inspect(Map.drop(map, ["a", "b"]))
    IO.inspect(Map.take(map, ["a", "x"]))
    IO.inspect(Map.split(map, ["a"]))
    IO.inspect(Map.pop(map, "a"))
    IO.inspect(Map.pop(map, "x", :default))
    IO.inspect(Map.merge(map, %{"a" => 10, "z" => 26}))
    IO.inspect(Map.merge(map, %{"a" => 10}, fn _k, x, y -> x + y end))
    IO.inspect(Map.update(map, "a", 0, &(&1 + 100)))
    IO.inspect(Map.update(map, "n", 0, &(&1 + 100)))
    IO.inspect(Map.update!(map, "a", &(&1 * 2)))
    IO.inspect(Map.get_and_update(map, "a", fn v -> {v, v + 1} end))
    IO.inspect(Map.get_and_update(map, "a", fn _ -> :pop end))
    IO.inspect(Map.keys(map))
    IO.inspect(Map.values(map))
    IO.inspect(Map.to_list(map))
    IO.inspect(Map.has_key?(map, "a"))
    IO.inspect(Map.new([1, 2], &{&1, &1 * &1}))
    IO.inspect(Map.filter(map, fn {_, v} -> v > 1 end))
    IO.inspect(Map.reject(map, fn {_, v} -> v > 1 end))
    IO.inspect(Map.equal?(%{1 => 1}, %{1 => 1.0}))
    IO.inspect(Map.replace(map, "a", :r))
    IO.inspect(Map.replace(map, "zz", :r))
    IO.inspect(Map.from_keys([1, 2], 0))
    IO.inspect(%{map | "a" => :updated})
    IO.inspect(map_size(map))
    IO.inspect(map["a"])
    IO.inspect(%{1 => :int, 1.0 => :float})
    %{"a" => a} = map
    IO.inspect(a)
    key = "b"
    %{^key => b} = map
    IO.inspect(b)

    big = Map.new(1..40, &{&1, &1})
    IO.inspect(map_size(big))
    IO.inspect(Enum.sum(Map.values(big)))
    IO.inspect(big == Map.new(40..1//-1, &{&1, &1}))
    IO.inspect(Map.new(1..100, &{&1, to_string(&1)}) |> Map.keys() |> Enum.take(20))

    for fun <- [fn -> Map.fetch!(map, "q") end, fn -> %{map | "q" => 1} end, fn -> Map.update!(map, :q, & &1) end,
                fn -> Map.get(:not_a_map, 1) end, fn -> Map.new([1]) end] do
      try do
        fun.()
      rescue
        error -> IO.puts("#{inspect(error.__struct__)}")
      end
    end
  end
end
