defmodule Main do
  def main do
    {:ok, _} = Registry.start_link(keys: :unique, name: Names)
    {:ok, _} = Registry.start_link(keys: :duplicate, name: Topics)
    {:ok, agent} = Agent.start_link(fn -> 7 end, name: {:via, Registry, {Names, "agent", :meta}})
    IO.inspect(Agent.get({:via, Registry, {Names, "agent"}}, & &1))
    IO.inspect(Registry.lookup(Names, "agent") == [{agent, :meta}])
    IO.inspect(Registry.register(Names, "main", 1) |> elem(0))
    IO.inspect(Registry.register(Names, "main", 2) == {:error, {:already_registered, self()}})
    IO.inspect(Registry.update_value(Names, "main", &(&1 + 41)))
    IO.inspect(Registry.count(Names))
    IO.inspect(Registry.keys(Names, self()))
    IO.inspect(Registry.whereis_name({Names, "main"}) == self())
    IO.inspect(Registry.whereis_name({Names, "none"}))
    Registry.unregister(Names, "main")
    IO.inspect(Registry.lookup(Names, "main"))
    parent = self()
    pids = for n <- 1..3 do
      pid = spawn_link(fn ->
        {:ok, _} = Registry.register(Topics, "news", n)
        send(parent, {:ready, n})
        receive do
          {:news, text} -> send(parent, {n, text})
        end
        receive do: (:stop -> :ok)
      end)
      receive do: ({:ready, ^n} -> pid)
    end
    Registry.dispatch(Topics, "news", fn entries -> for {pid, _} <- entries, do: send(pid, {:news, "hi"}) end)
    IO.inspect(for n <- 1..3, do: receive(do: ({^n, text} -> {n, text})))
    IO.inspect(Registry.lookup(Topics, "news") |> Enum.map(&elem(&1, 1)) |> Enum.sort())
    IO.inspect(Registry.match(Topics, "news", :"$1", [{:>, :"$1", 1}]) |> length())
    IO.inspect(Registry.select(Topics, [{{:"$1", :_, :"$2"}, [], [{{:"$1", :"$2"}}]}]) |> Enum.sort())
    for pid <- pids do
      ref = Process.monitor(pid)
      send(pid, :stop)
      receive do: ({:DOWN, ^ref, _, _, _} -> :ok)
    end
    Process.sleep(20)
    IO.inspect(Registry.lookup(Topics, "news"))
    IO.inspect(Registry.put_meta(Names, :k, :v))
    IO.inspect(Registry.meta(Names, :k))
  end
end
