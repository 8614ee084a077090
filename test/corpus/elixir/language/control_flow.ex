defmodule Main do
  def classify(n) when n < 0, do: :negative
  def classify(0), do: :zero
  def classify(n) when is_integer(n) and n in 1..9, do: :digit
  def classify(n) when is_float(n) or (is_integer(n) and n > 1000), do: :special
  def classify(_), do: :other

  def parse(text) do
    with {number, ""} <- Integer.parse(text),
         true <- number > 0 || {:error, :not_positive},
         half = div(number, 2),
         {:ok, result} <- check(half) do
      {:ok, result}
    else
      :error -> {:error, :not_a_number}
      {_, rest} when is_binary(rest) -> {:error, {:trailing, rest}}
      {:error, _} = error -> error
    end
  end

  defp check(n) when n > 100, do: {:error, :too_big}
  defp check(n), do: {:ok, n}

  def default(a, b \\ a_value(), c \\ :c), do: {a, b, c}
  defp a_value, do: :computed

  def main do
    IO.inspect(Enum.map([-1, 0, 5, 50, 5000, 1.5, :x], &classify/1))
    IO.inspect(Enum.map(["10", "x", "10z", "-4", "1000"], &parse/1))
    IO.inspect({default(1), default(1, 2), default(1, 2, 3)})
    IO.inspect(cond do
      1 > 2 -> :a
      nil -> :b
      true -> :c
    end)
    x = 5
    IO.inspect(case {1, 5} do
      {1, ^x} -> :pinned
      _ -> :other
    end)
    IO.inspect(if(false, do: 1))
    IO.inspect(unless(false, do: 1))
    IO.inspect(nil || false || :last)
    IO.inspect(1 && nil && 2)
    IO.inspect(true and not false)
    IO.inspect([1, 2] |> Enum.map(&(&1 + 1)) |> then(&{:wrapped, &1}) |> tap(fn _ -> :ignored end))
    {a, [b | c], %{d: d}} = {1, [2, 3], %{d: 4}}
    IO.inspect({a, b, c, d})
    add = fn
      x, y when is_binary(x) -> x <> y
      x, y -> x + y
    end
    IO.inspect({add.("a", "b"), add.(1, 2)})
    IO.inspect((&"#{&1}-#{&2}").(1, 2))
    IO.inspect(apply(String, :upcase, ["x"]))
    fact = fn
      _f, 0 -> 1
      f, n -> n * f.(f, n - 1)
    end
    IO.inspect(fact.(fact, 20))
    IO.inspect(Enum.map([1, "a", :b, 1.0, nil, self(), {}, [], %{}, fn -> 1 end], fn
      x when is_integer(x) -> :int
      x when is_binary(x) -> :bin
      x when is_nil(x) -> nil
      x when is_atom(x) -> :atom
      x when is_number(x) -> :number
      x when is_pid(x) -> :pid
      x when is_tuple(x) -> :tuple
      x when is_list(x) -> :list
      x when is_map(x) -> :map
      x when is_function(x, 0) -> :fun
    end))
    IO.inspect(binding() |> Keyword.keys())
    IO.inspect(to_string(1.5) <> to_string(:a) <> to_string([?b]))
    IO.inspect({hd([1]), tl([1]), length([1, 2]), elem({1, 2}, 1), is_map_key(%{a: 1}, :a)})
    IO.inspect("a" in ["a"] and 3 not in [1])
    IO.inspect(match?({:ok, v} when v > 1, {:ok, 2}))
    IO.inspect([1, 2, 3] ++ [4] -- [2])
    IO.inspect(1 |> Kernel.+(2) |> Kernel.*(3))
    IO.inspect(Function.capture(String, :length, 1).("four"))
    IO.inspect(Function.identity(:same))
    IO.inspect({dbg_free(), __MODULE__, __ENV__.function})
  end

  defp dbg_free, do: :ok
end
