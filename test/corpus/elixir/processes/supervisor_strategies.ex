defmodule Worker do
  use GenServer

  def start_link({name, _} = arg), do: GenServer.start_link(__MODULE__, arg, name: name)
  def child_spec({name, _} = arg), do: %{id: name, start: {__MODULE__, :start_link, [arg]}}

  def init({name, parent}) do
    Process.flag(:trap_exit, true)
    send(parent, {:started, name})
    {:ok, {name, parent}}
  end

  def handle_call(:crash, _from, state), do: {:stop, :crashed, :crashing, state}
  def terminate(reason, {name, parent}), do: send(parent, {:terminated, name, reason})
end

defmodule Main do
  def main do
    :logger.set_primary_config(:level, :none)
    for strategy <- [:one_for_one, :one_for_all, :rest_for_one] do
      IO.puts("-- #{strategy}")
      children = for name <- [:a, :b, :c], do: {Worker, {name, self()}}
      {:ok, sup} = Supervisor.start_link(children, strategy: strategy)
      show(3)
      IO.inspect(GenServer.call(:b, :crash))
      show(%{one_for_one: 2, one_for_all: 6, rest_for_one: 4}[strategy])
      IO.inspect(Supervisor.which_children(sup) |> Enum.map(fn {id, _, type, mods} -> {id, type, mods} end) |> Enum.sort())
      IO.inspect(Supervisor.count_children(sup) |> Enum.sort())
      IO.inspect(Supervisor.terminate_child(sup, :a))
      show(1)
      IO.inspect(Supervisor.restart_child(sup, :a) |> elem(0))
      show(1)
      IO.inspect(Supervisor.delete_child(sup, :b))
      IO.inspect(Supervisor.start_child(sup, {Worker, {:d, self()}}) |> elem(0))
      show(1)
      Supervisor.stop(sup)
      show(4)
    end

    IO.puts("-- intensity")
    Process.flag(:trap_exit, true)
    {:ok, sup} = Supervisor.start_link([{Worker, {:a, self()}}], strategy: :one_for_one, max_restarts: 1, max_seconds: 60)
    show(1)
    GenServer.call(:a, :crash)
    show(2)
    GenServer.call(:a, :crash)
    show(1)
    receive do
      {:EXIT, ^sup, reason} -> IO.inspect(reason)
    end
    IO.puts("-- temporary and transient")
    children = [
      Supervisor.child_spec({Worker, {:t, self()}}, restart: :temporary),
      Supervisor.child_spec({Worker, {:u, self()}}, id: :other_id, restart: :transient, shutdown: 100)
    ]
    {:ok, sup} = Supervisor.start_link(children, strategy: :one_for_one)
    show(2)
    GenServer.call(:t, :crash)
    show(1)
    GenServer.stop(:u, :normal)
    show(1)
    IO.inspect(Supervisor.which_children(sup))
    IO.inspect(Supervisor.count_children(sup).active)
  end

  defp show(0), do: :ok
  defp show(n) do
    receive do
      {tag, _} = message when tag == :started -> IO.inspect(message)
      {:terminated, _, _} = message -> IO.inspect(message)
    after
      1000 -> IO.puts("nothing more")
    end
    show(n - 1)
  end
end
