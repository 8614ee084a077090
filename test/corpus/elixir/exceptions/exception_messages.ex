defmodule Main do
  defmodule Custom do
    defexception [:code, message: "default message"]
  end

  defmodule Computed do
    defexception [:value]
    @impl true
    def message(%{value: value}), do: "computed from #{inspect(value)}"
    @impl true
    def exception(value), do: %Computed{value: value * 2}
  end

  def run(fun) do
    fun.()
  rescue
    error -> IO.puts("#{inspect(error.__struct__)}: #{Exception.message(error)}")
  end

  def only_one(1), do: :ok

  def main do
    run(fn -> raise "runtime" end)
    run(fn -> raise ArgumentError end)
    run(fn -> raise ArgumentError, "with message" end)
    run(fn -> raise Custom end)
    run(fn -> raise Custom, code: 1, message: "given" end)
    run(fn -> raise Computed, 21 end)
    run(fn -> raise %Custom{message: "struct"} end)
    run(fn -> :erlang.error(:badarg) end)
    run(fn -> :erlang.error({:custom, 1}) end)
    run(fn -> :erlang.error({:badkey, :k, %{}}) end)
    run(fn -> {:ok, _} = Process.get(:nope, {:error, 1}) end)
    run(fn -> case Process.get(:nope, 5) do 6 -> 1 end end)
    run(fn -> only_one(Process.get(:nope, 2)) end)
    run(fn -> cond do Process.get(:nope) -> 1 end end)
    run(fn -> if Process.get(:nope, 1) and true, do: 1 end)
    run(fn -> 1 + Process.get(:nope, :a) end)
    run(fn -> Process.get(:nope, &Main.main/0).(1, 2) end)
    run(fn -> Process.get(:nope, 42).() end)
    run(fn -> String.to_existing_atom("an atom that does not exist #{1}") end)
    run(fn -> Map.fetch!(%{a: 1}, :b) end)
    run(fn -> Keyword.fetch!([a: 1], :b) end)
    run(fn -> %{"a" => 1} |> Map.put("b", 2) |> Map.fetch!("c") end)
    run(fn -> hd(Process.get(:nope, [])) end)
    run(fn -> elem({1}, Process.get(:nope, 5)) end)
    run(fn -> Process.get(:nope, %{}).field end)
    run(fn -> Process.get(:nope, nil).field end)
    run(fn -> with 1 <- Process.get(:nope, 2) do 1 else 3 -> 1 end end)
    run(fn -> :lists.nth(5, [1]) end)
    run(fn -> Enum.fetch!([], 0) end)
    run(fn -> String.to_integer("abc") end)
    run(fn -> :erlang.binary_to_term(<<1>>) end)
    run(fn -> apply(:no_module, :f, []) end)
    run(fn -> apply(Main, :f, []) end)
    run(fn -> struct!(Custom, nope: 1) end)
    run(fn -> raise :not_an_exception end)
    run(fn -> Enum.to_list(%{}.x) end)
    run(fn -> :ets.lookup(:no_table, 1) end)
    run(fn -> <<Process.get(:nope, :x)::8>> end)
    run(fn -> for x <- Process.get(:nope, 5), do: x end)
  end
end
