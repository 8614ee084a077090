# Evaluating and compiling Elixir at run time needs the Elixir application.
defmodule Main do
  def main do
    {:ok, _} = Application.ensure_all_started(:elixir)
    IO.inspect(Code.eval_string("1 + 2 * 3"))
    IO.inspect(Code.eval_string("x = a * 2\nx + 1", a: 20))
    {fun, _} = Code.eval_string("fn x -> x |> Enum.map(& &1 * 2) |> Enum.sum() end")
    IO.inspect(fun.([1, 2, 3]))
    IO.inspect(Code.string_to_quoted("a + b"))
    IO.inspect(Code.string_to_quoted!("foo(1, [a: 2])") |> Macro.to_string())
    IO.inspect(Code.string_to_quoted("1 +") |> elem(0))
    IO.puts(Code.format_string!("foo( 1,2 )\nif x   do\ny\nend") |> IO.iodata_to_binary())
    Code.eval_string("""
    defmodule Dynamic do
      defstruct [:value]
      def double(%__MODULE__{value: v}), do: %__MODULE__{value: v * 2}
      def greet(name \\\\ "world"), do: "hello \#{name}"
    end
    """)
    module = Module.concat([Dynamic])
    IO.puts(module.greet())
    IO.puts(module.greet("you"))
    IO.inspect(module.double(struct(module, value: 4)).value)
    {{:module, name, binary, _}, _} = Code.eval_quoted(quote do
      defmodule Quoted do
        def answer, do: 42
      end
    end)
    IO.inspect({name, is_binary(binary), name.answer()})
    for code <- ["1 +", "undefined_variable", "raise \"boom\"", "Enum.map(1)", "case 1 do 2 -> 3 end"] do
      try do
        ExUnitFree.capture(fn -> Code.eval_string(code) end)
      rescue
        error -> IO.inspect(error.__struct__)
      end
    end
    IO.inspect(Code.eval_string("for x <- 1..3, do: x * x") |> elem(0))
    IO.inspect(EEx.eval_string("Hi <%= @name %>: <%= for i <- 1..3 do %>[<%= i %>]<% end %>", assigns: [name: "Al"]))
  end
end

defmodule ExUnitFree do
  # Compiler diagnostics would go to standard error in words that differ by version.
  def capture(fun) do
    {:ok, device} = StringIO.open("")
    original = Process.whereis(:standard_error)
    Process.unregister(:standard_error)
    Process.register(device, :standard_error)
    try do
      fun.()
    after
      Process.unregister(:standard_error)
      Process.register(original, :standard_error)
    end
  end
end
