defmodule Counter do
  use Agent, restart: :transient
  def start_link(initial), do: Agent.start_link(fn -> initial end)
end

defmodule Main do
  def main do
    :logger.set_primary_config(:level, :none)
    {:ok, sup} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 3)
    {:ok, a} = DynamicSupervisor.start_child(sup, {Counter, 1})
    {:ok, b} = DynamicSupervisor.start_child(sup, {Counter, 2})
    IO.inspect({Agent.get(a, & &1), Agent.get(b, & &1)})
    IO.inspect(DynamicSupervisor.count_children(sup) |> Enum.sort())
    {:ok, _c} = DynamicSupervisor.start_child(sup, %{id: :ignored, start: {Counter, :start_link, [3]}})
    IO.inspect(DynamicSupervisor.start_child(sup, {Counter, 4}))
    IO.inspect(DynamicSupervisor.terminate_child(sup, b))
    IO.inspect(DynamicSupervisor.terminate_child(sup, self()))
    ref = Process.monitor(a)
    Process.exit(a, :kill)
    receive do: ({:DOWN, ^ref, _, _, reason} -> IO.inspect(reason))
    Process.sleep(10)
    values = for {_, pid, :worker, [Counter]} <- DynamicSupervisor.which_children(sup), do: Agent.get(pid, & &1)
    IO.inspect(Enum.sort(values))
    IO.inspect(DynamicSupervisor.start_child(sup, %{id: 1, start: {Main, :failing, []}}))
    IO.inspect(DynamicSupervisor.start_child(sup, %{id: 1, start: {Main, :ignoring, []}}))
    IO.inspect(DynamicSupervisor.stop(sup))
    {:ok, parts} = PartitionSupervisor.start_link(child_spec: {Counter, 0}, name: Parts, partitions: 3)
    IO.inspect(PartitionSupervisor.partitions(Parts))
    Agent.update({:via, PartitionSupervisor, {Parts, 4}}, &(&1 + 10))
    IO.inspect(Agent.get({:via, PartitionSupervisor, {Parts, 1}}, & &1))
    IO.inspect(is_pid(parts))
  end

  def failing, do: {:error, :cannot}
  def ignoring, do: :ignore
end
