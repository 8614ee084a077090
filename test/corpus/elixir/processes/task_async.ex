defmodule Main do
  def main do
    :logger.set_primary_config(:level, :none)
    task = Task.async(fn -> 21 * 2 end)
    IO.inspect(Task.await(task))
    tasks = for n <- 1..5, do: Task.async(fn -> Process.sleep(10 * (6 - n)); n * n end)
    IO.inspect(Task.await_many(tasks))
    IO.inspect(Task.async_stream(1..6, fn n -> n * 2 end, max_concurrency: 2) |> Enum.to_list())
    IO.inspect(Task.async_stream([30, 1, 10], fn n -> Process.sleep(n); n end, ordered: false, max_concurrency: 3) |> Enum.map(&elem(&1, 1)) |> Enum.sort())
    IO.inspect(Task.async_stream([1, 500], fn n -> Process.sleep(n); n end, timeout: 100, on_timeout: :kill_task) |> Enum.to_list())
    IO.inspect(Task.async_stream(1..3, Kernel, :+, [10]) |> Enum.to_list())
    slow = Task.async(fn -> Process.sleep(:infinity) end)
    IO.inspect(Task.yield(slow, 10))
    IO.inspect(Task.shutdown(slow, :brutal_kill))
    done = Task.async(fn -> :quick end)
    IO.inspect(Task.yield(done))
    IO.inspect(Task.completed(7) |> Task.await())
    {:ok, sup} = Task.Supervisor.start_link()
    IO.inspect(Task.Supervisor.async(sup, fn -> :supervised end) |> Task.await())
    IO.inspect(Task.Supervisor.async_stream(sup, 1..3, &(&1 + 1)) |> Enum.to_list())
    failing = Task.Supervisor.async_nolink(sup, fn -> raise "boom" end)
    {:exit, {error, stack}} = Task.yield(failing, 1000)
    IO.inspect({error, is_list(stack)})
    IO.inspect(Task.Supervisor.async_stream_nolink(sup, [1, 0], fn n -> if n == 0, do: exit(:zero), else: n end) |> Enum.to_list())
    {:ok, pid} = Task.Supervisor.start_child(sup, fn -> Process.sleep(:infinity) end)
    IO.inspect(Task.Supervisor.children(sup) == [pid])
    IO.inspect(Task.Supervisor.terminate_child(sup, pid))
    parent = self()
    Task.start(fn -> send(parent, :from_task) end)
    receive do: (message -> IO.inspect(message))
    {:ok, linked} = Task.start_link(fn -> send(parent, {:callers, Process.get(:"$callers") == nil}) end)
    receive do: (message -> IO.inspect({message, is_pid(linked)}))
    try do
      Task.await(Task.async(fn -> Process.sleep(:infinity) end), 10)
    catch
      :exit, {:timeout, {Task, :await, [%Task{}, 10]}} -> IO.puts("await timed out")
    end
    Process.flag(:trap_exit, true)
    crashing = Task.async(fn -> exit(:crash) end)
    try do
      Task.await(crashing)
    catch
      :exit, {reason, {Task, :await, _}} -> IO.inspect(reason)
    end
    IO.inspect(Task.ignore(Task.async(fn -> 1 end)))
  end
end
