defmodule Main do
  def main do
    {:ok, agent} = Agent.start_link(fn -> %{} end, name: :store)
    Agent.update(agent, &Map.put(&1, :a, 1))
    Agent.update(:store, Map, :put, [:b, 2])
    IO.inspect(Agent.get(:store, &Enum.sort/1))
    IO.inspect(Agent.get_and_update(:store, fn m -> {map_size(m), Map.delete(m, :a)} end))
    Agent.cast(:store, &Map.put(&1, :c, 3))
    IO.inspect(Agent.get(:store, & &1) |> Enum.sort())
    pids = for n <- 1..20, do: spawn_monitor(fn -> Agent.update(:store, &Map.update(&1, :sum, n, fn s -> s + n end)) end)
    for {pid, ref} <- pids, do: receive(do: ({:DOWN, ^ref, :process, ^pid, :normal} -> :ok))
    IO.inspect(Agent.get(:store, &Map.fetch!(&1, :sum)))
    IO.inspect(Agent.stop(:store))
    IO.inspect(Process.whereis(:store))
    {:ok, other} = Agent.start(fn -> 0 end)
    try do
      Agent.get(other, fn _ -> Process.sleep(:infinity) end, 10)
    catch
      :exit, {:timeout, _} -> IO.puts("timeout")
    end
    Process.exit(other, :kill)
  end
end
