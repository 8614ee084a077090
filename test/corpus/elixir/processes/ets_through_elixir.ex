defmodule Cache do
  @table :cache

  def new, do: :ets.new(@table, [:named_table, :set, :public, read_concurrency: true])

  def fetch(key, fun) do
    case :ets.lookup(@table, key) do
      [{^key, value}] ->
        {:hit, value}

      [] ->
        value = fun.()
        true = :ets.insert(@table, {key, value})
        {:miss, value}
    end
  end
end

defmodule Main do
  def main do
    Cache.new()
    IO.inspect(for key <- [1, 2, 1, 3, 2], do: Cache.fetch(key, fn -> key * 10 end))
    IO.inspect(:ets.info(:cache, :size))
    IO.inspect(:ets.tab2list(:cache) |> Enum.sort())
    :ets.insert_new(:cache, {1, :other}) |> IO.inspect()
    IO.inspect(:ets.update_counter(:cache, 1, {2, 5}))
    IO.inspect(:ets.update_counter(:cache, :hits, 1, {:hits, 0}))
    IO.inspect(:ets.select(:cache, [{{:"$1", :"$2"}, [{:is_integer, :"$1"}, {:>, :"$2", 15}], [{{:"$2", :"$1"}}]}]) |> Enum.sort())
    IO.inspect(:ets.match(:cache, {:"$1", 30}))
    IO.inspect(:ets.match_object(:cache, {:_, 30}))
    IO.inspect(:ets.select_delete(:cache, [{{:"$1", :_}, [{:==, :"$1", 2}], [true]}]))
    IO.inspect(:ets.member(:cache, 2))
    IO.inspect(:ets.foldl(fn {_, v}, acc when is_integer(v) -> acc + v end, 0, :cache))
    ordered = :ets.new(:ordered, [:ordered_set])
    for k <- [:c, "a", 2, 1.5, {1}, [1]], do: :ets.insert(ordered, {k})
    IO.inspect(:ets.tab2list(ordered))
    IO.inspect({:ets.first(ordered), :ets.last(ordered), :ets.next(ordered, 2), :ets.prev(ordered, 2)})
    bag = :ets.new(:bag, [:duplicate_bag])
    :ets.insert(bag, [{:k, 1}, {:k, 2}, {:k, 1}])
    IO.inspect(:ets.lookup(bag, :k))
    IO.inspect(:ets.delete_object(bag, {:k, 1}))
    IO.inspect(:ets.take(bag, :k))
    task = Task.async(fn -> :ets.lookup(:cache, 3) end)
    IO.inspect(Task.await(task))
    private = :ets.new(:private, [:private])
    :ets.insert(private, {:x, 1})
    result = Task.async(fn ->
      try do
        :ets.lookup(private, :x)
      rescue
        ArgumentError -> :denied
      end
    end) |> Task.await()
    IO.inspect(result)
    IO.inspect(:ets.whereis(:cache) |> is_reference())
    IO.inspect(:ets.delete(:cache))
    IO.inspect(:ets.whereis(:cache))
    IO.inspect(:ets.info(:cache))
  end
end
