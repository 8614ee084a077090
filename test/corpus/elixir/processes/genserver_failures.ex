defmodule Fragile do
  use GenServer

  def init(:ok), do: {:ok, 0}
  def init(:stop), do: {:stop, :refused}
  def init(:ignore), do: :ignore
  def init(:raise), do: raise("no init")

  def handle_call(:slow, _from, state) do
    Process.sleep(200)
    {:reply, :ok, state}
  end

  def handle_call(:raise, _from, _state), do: raise(ArgumentError, "in call")
  def handle_call(:bad, _from, _state), do: :bad_return
  def handle_call(:exit, _from, _state), do: exit(:on_purpose)
  def handle_call(:throw, _from, state), do: throw({:reply, :thrown, state})
end

defmodule Main do
  def main do
    :logger.set_primary_config(:level, :none)
    Process.flag(:trap_exit, true)
    IO.inspect(GenServer.start_link(Fragile, :stop))
    flush()
    IO.inspect(GenServer.start_link(Fragile, :ignore))
    {:error, {error, _stack}} = GenServer.start_link(Fragile, :raise)
    IO.inspect(error)
    flush()

    for request <- [:raise, :bad, :exit, :throw, :unknown] do
      {:ok, pid} = GenServer.start_link(Fragile, :ok)
      result =
        try do
          GenServer.call(pid, request)
        catch
          :exit, {{%struct{} = error, _stack}, {GenServer, :call, [_, ^request, 5000]}} ->
            {struct, Exception.message(error) |> String.split("\n") |> hd() |> String.replace(~r/<[\d.]+>/, "<>")}
          :exit, {{reason, [{_, _, _, _} | _]}, _} -> {:erlang, reason}
          :exit, {reason, {GenServer, :call, [_, ^request, 5000]}} -> {:exit, reason}
        end
      IO.inspect({request, result})
    end

    {:ok, pid} = GenServer.start_link(Fragile, :ok)
    try do
      GenServer.call(pid, :slow, 10)
    catch
      :exit, {:timeout, {GenServer, :call, [^pid, :slow, 10]}} -> IO.puts("timed out")
    end
    Process.exit(pid, :kill)
    receive do
      {:EXIT, ^pid, reason} -> IO.inspect(reason)
    end
    IO.inspect(catch_exit(fn -> GenServer.call(pid, :x) end))
    IO.inspect(catch_exit(fn -> GenServer.call(:nobody, :x) end))
    IO.inspect(GenServer.cast(:nobody, :x))
  end

  defp catch_exit(fun) do
    fun.()
  catch
    :exit, {reason, _} -> reason
  end

  defp flush do
    receive do
      {:EXIT, _, reason} -> IO.inspect({:exit_signal, reason})
    after
      50 -> :ok
    end
  end
end
