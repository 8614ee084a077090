defmodule Main do
  def main do
    parent = self()
    pid = spawn(fn ->
      receive do
        {:echo, from, term} -> send(from, {:echoed, term})
      end
    end)
    send(pid, {:echo, self(), [1, %{a: 2}]})
    receive do: (message -> IO.inspect(message))

    {pid, ref} = spawn_monitor(fn -> exit(:reason) end)
    receive do: ({:DOWN, ^ref, :process, ^pid, reason} -> IO.inspect(reason))

    Process.flag(:trap_exit, true)
    linked = spawn_link(fn -> raise_free() end)
    receive do: ({:EXIT, ^linked, reason} -> IO.inspect(reason))

    Process.register(self(), :main_process)
    send(:main_process, :by_name)
    receive do: (:by_name -> IO.puts("by name"))
    IO.inspect(Process.whereis(:main_process) == self())
    IO.inspect(:main_process in Process.registered())
    IO.inspect(Process.unregister(:main_process))
    Process.put(:key, 1)
    IO.inspect({Process.get(:key), Process.get(:none, :default), Process.delete(:key), Process.get(:key)})
    timer = Process.send_after(self(), :tick, 10)
    IO.inspect(is_integer(Process.read_timer(timer)))
    receive do: (:tick -> IO.puts("tick"))
    timer = Process.send_after(self(), :never, 10_000)
    IO.inspect(is_integer(Process.cancel_timer(timer)))
    IO.inspect(Process.cancel_timer(timer))

    result = receive do
      :nothing -> :got
    after
      10 -> :timeout
    end
    IO.inspect(result)

    for n <- 1..5, do: send(self(), {:number, n})
    send(self(), :priority)
    receive do: (:priority -> IO.puts("priority first"))
    IO.inspect(for _ <- 1..5, do: receive(do: ({:number, n} -> n)))
    IO.inspect(Process.info(self(), :message_queue_len))
    IO.inspect(Process.info(self(), [:trap_exit, :links]) |> Keyword.keys())
    sleeper = spawn(fn -> Process.sleep(:infinity) end)
    IO.inspect(Process.alive?(sleeper))
    ref = Process.monitor(sleeper)
    Process.exit(sleeper, :shutdown)
    receive do: ({:DOWN, ^ref, _, _, reason} -> IO.inspect(reason))
    ref = Process.monitor(sleeper)
    receive do: ({:DOWN, ^ref, _, _, reason} -> IO.inspect(reason))
    trapper = spawn(fn ->
      Process.flag(:trap_exit, true)
      send(parent, :trapping)
      receive do: ({:EXIT, _, reason} -> send(parent, {:trapped, reason}))
    end)
    receive do: (:trapping -> Process.exit(trapper, :please))
    receive do: (message -> IO.inspect(message))
    IO.inspect(Process.demonitor(make_monitor(), [:flush]))
    alias_ref = :erlang.alias()
    send(alias_ref, :via_alias)
    receive do: (message -> IO.inspect(message))
    IO.inspect(:erlang.unalias(alias_ref))
    ring = Enum.reduce(1..1000, self(), fn _, next -> spawn(fn -> receive(do: (n -> send(next, n + 1))) end) end)
    send(ring, 0)
    receive do: (n -> IO.inspect(n))
    IO.inspect(Process.group_leader() |> is_pid())
    IO.inspect(is_list(Process.list()))
  end

  defp raise_free, do: exit({:shutdown, :linked})
  defp make_monitor, do: Process.monitor(spawn(fn -> :ok end))
end
