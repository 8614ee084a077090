defmodule Tools do
  defmacro unless_zero(value, do: block) do
    quote do
      case unquote(value) do
        0 -> :was_zero
        _ -> unquote(block)
      end
    end
  end

  defmacro describe(expression) do
    text = Macro.to_string(expression)
    quote do: {unquote(text), unquote(expression)}
  end

  defmacro define(names) do
    for {name, value} <- names do
      quote do
        def unquote(name)(), do: unquote(value)
      end
    end
  end

  defmacro hygienic do
    quote do
      x = :inside
      x
    end
  end

  defmacro unhygienic do
    quote do
      var!(y) = :changed
    end
  end

  defguard is_even(n) when is_integer(n) and rem(n, 2) == 0

  defmacro __using__(opts) do
    quote do
      import Tools
      @label unquote(opts[:label])
      @before_compile Tools
      Module.register_attribute(__MODULE__, :steps, accumulate: true)
      def label, do: @label
    end
  end

  defmacro __before_compile__(env) do
    steps = env.module |> Module.get_attribute(:steps) |> Enum.reverse()
    quote do: def(steps, do: unquote(steps))
  end
end

defmodule Main do
  use Tools, label: "used"
  require Tools

  @steps :one
  @steps :two
  @table for n <- 1..5, into: %{}, do: {n, n * n}

  define(pi: 3, e: 2)

  for {name, index} <- Enum.with_index([:alpha, :beta]) do
    def generated(unquote(name)), do: unquote(index)
  end

  def even?(n) when is_even(n), do: true
  def even?(_), do: false

  def main do
    IO.inspect(unless_zero(0, do: raise("never")))
    IO.inspect(unless_zero(3, do: :body))
    IO.inspect(describe(1 + 2 * 3))
    IO.inspect(describe(Enum.map([1, 2], fn x -> x * 2 end)))
    x = :outside
    IO.inspect({hygienic(), x})
    y = :original
    unhygienic()
    IO.inspect(y)
    IO.inspect({pi(), e(), label(), steps(), generated(:beta)})
    IO.inspect({even?(2), even?(3), even?("x")})
    IO.inspect(@table[4])
    ast = quote do: unquote(1) + foo(2, bar: 3)
    IO.inspect(ast |> elem(0))
    IO.puts(Macro.to_string(ast))
    IO.inspect(Macro.prewalk(quote(do: 1 + 2 * 3), fn n when is_integer(n) -> n * 10; other -> other end) |> Macro.to_string())
    {_, count} = Macro.postwalk(quote(do: a + b * a), 0, fn
      {:a, _, _} = node, acc -> {node, acc + 1}
      node, acc -> {node, acc}
    end)
    IO.inspect(count)
    IO.inspect(Macro.camelize("some_name") <> Macro.underscore("SomeName.Other"))
    IO.inspect(Macro.escape({:a, [1], %{b: 2}}) |> Macro.to_string())
    IO.inspect(Macro.decompose_call(quote(do: foo(1))) |> elem(0))
    IO.inspect(quote(do: fn x when x > 1 -> x end) |> Macro.to_string())
    IO.inspect(Macro.generate_arguments(2, __MODULE__) |> length())
    IO.inspect(Module.concat(Foo, "Bar"))
    IO.inspect(Module.split(Foo.Bar.Baz))
    IO.inspect(function_exported?(Main, :pi, 0))
    IO.inspect(Main.__info__(:functions) |> Keyword.keys())
    IO.inspect(Main.__info__(:module))
  end
end
