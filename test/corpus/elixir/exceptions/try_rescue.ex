defmodule Main do
  def attempt(fun) do
    try do
      fun.()
    rescue
      e in [ArgumentError, KeyError] -> {:rescued, e.__struct__}
      ArithmeticError -> :arithmetic
      e in RuntimeError -> {:runtime, e.message}
    catch
      :throw, value -> {:thrown, value}
      :exit, reason -> {:exited, reason}
      :error, reason -> {:error, reason}
    else
      :ok -> :fine
      other -> {:else, other}
    after
      IO.puts("after")
    end
  end

  def implicit(x) do
    10 / x
  rescue
    ArithmeticError -> :infinity
  else
    result when result > 5 -> {:big, result}
    result -> {:small, result}
  after
    IO.puts("implicit after")
  end

  def main do
    IO.inspect(attempt(fn -> :ok end))
    IO.inspect(attempt(fn -> 5 end))
    IO.inspect(attempt(fn -> raise ArgumentError end))
    IO.inspect(attempt(fn -> Map.fetch!(%{}, :a) end))
    IO.inspect(attempt(fn -> 1 / 0 end))
    IO.inspect(attempt(fn -> raise "x" end))
    IO.inspect(attempt(fn -> throw(:ball) end))
    IO.inspect(attempt(fn -> exit(:bye) end))
    IO.inspect(attempt(fn -> :erlang.error(:custom) end))
    IO.inspect(Enum.map([0, 1, 5], &implicit/1))

    try do
      try do
        raise "inner"
      rescue
        e -> reraise ArgumentError, [message: "outer of " <> e.message], __STACKTRACE__
      end
    rescue
      e -> IO.inspect(e)
    end

    try do
      raise "trace"
    rescue
      _ ->
        [{module, function, arity, location} | _] = __STACKTRACE__
        IO.inspect({module, function, arity, location[:line] > 0})
    end

    IO.inspect(catch_throw(fn -> Enum.each(1..10, fn x -> if x > 3, do: throw({:stop, x}) end) end))

    result =
      try do
        File.open!("/no/such/file/anywhere")
      rescue
        e in File.Error -> Exception.message(e)
      end

    IO.puts(result)

    try do
      try do
        throw(:first)
      after
        IO.puts("cleanup")
      end
    catch
      value -> IO.inspect({:outer, value})
    end

    x = try do: 1, rescue: (_ -> 2)
    IO.inspect(x)

    spawn_monitor(fn -> exit({:shutdown, :done}) end)
    receive do
      {:DOWN, _, :process, _, reason} -> IO.inspect(reason)
    end
  end

  defp catch_throw(fun) do
    fun.()
  catch
    value -> value
  end
end
