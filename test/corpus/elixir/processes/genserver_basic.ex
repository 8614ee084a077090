defmodule Stack do
  use GenServer

  def start_link(items), do: GenServer.start_link(__MODULE__, items, name: __MODULE__)
  def push(item), do: GenServer.cast(__MODULE__, {:push, item})
  def pop, do: GenServer.call(__MODULE__, :pop)

  @impl true
  def init(items) do
    IO.puts("init #{inspect(items)}")
    {:ok, items, {:continue, :loaded}}
  end

  @impl true
  def handle_continue(:loaded, state) do
    IO.puts("continue")
    {:noreply, state}
  end

  @impl true
  def handle_call(:pop, _from, []), do: {:reply, :empty, []}
  def handle_call(:pop, _from, [head | tail]), do: {:reply, {:ok, head}, tail}

  def handle_call(:later, from, state) do
    send(self(), {:reply_to, from})
    {:noreply, state}
  end

  def handle_call({:stop, reason}, _from, state), do: {:stop, reason, :stopping, state}

  @impl true
  def handle_cast({:push, item}, state), do: {:noreply, [item | state]}

  @impl true
  def handle_info({:reply_to, from}, state) do
    GenServer.reply(from, :late_reply)
    {:noreply, state}
  end

  def handle_info(:timeout, state) do
    IO.puts("timeout in server")
    {:noreply, state}
  end

  def handle_info(other, state) do
    IO.inspect(other, label: "info")
    {:noreply, state, 1}
  end

  @impl true
  def terminate(reason, state), do: IO.inspect({reason, state}, label: "terminate")
end

defmodule Main do
  def main do
    {:ok, pid} = Stack.start_link([1])
    IO.inspect(Stack.start_link([]) == {:error, {:already_started, pid}})
    Stack.push(2)
    Stack.push(:three)
    IO.inspect([Stack.pop(), Stack.pop(), Stack.pop(), Stack.pop()])
    IO.inspect(GenServer.call(pid, :later))
    send(pid, :hello)
    Process.sleep(20)
    IO.inspect(:sys.get_state(pid))
    :sys.replace_state(pid, fn _ -> [:replaced] end)
    IO.inspect(Stack.pop())
    IO.inspect(GenServer.whereis(Stack) == pid)
    ref = Process.monitor(pid)
    IO.inspect(GenServer.call(pid, {:stop, :normal}))
    receive do
      {:DOWN, ^ref, :process, ^pid, reason} -> IO.inspect(reason)
    end
    IO.inspect(GenServer.whereis(Stack))
    IO.inspect(catch_exit(fn -> Stack.pop() end))
    {:ok, other} = GenServer.start(Stack, [:x])
    IO.inspect(GenServer.stop(other))
    IO.inspect(Process.alive?(other))
    IO.inspect(Stack.child_spec([:a]) |> Enum.sort())
  end

  defp catch_exit(fun) do
    fun.()
  catch
    :exit, {reason, {module, function, _}} -> {reason, module, function}
  end
end
