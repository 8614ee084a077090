defmodule Tree do
  defstruct [:value, :left, :right]

  def insert(nil, v), do: %Tree{value: v}
  def insert(%Tree{value: x} = t, v) when v < x, do: %{t | left: insert(t.left, v)}
  def insert(%Tree{} = t, v), do: %{t | right: insert(t.right, v)}

  defimpl Inspect do
    import Inspect.Algebra

    def inspect(%{value: value, left: left, right: right}, opts) do
      children = for child <- [left, right], child, do: to_doc(child, opts)
      container_doc("#Tree<#{value}", children, ">", opts, fn doc, _ -> concat(" ", doc) end, separator: "")
    end
  end
end

defmodule Main do
  import Inspect.Algebra

  def main do
    tree = Enum.reduce([50, 30, 70, 20, 40, 60, 80], nil, &Tree.insert(&2, &1))
    IO.inspect(tree, width: 200)
    IO.inspect(tree, width: 20)
    doc = concat([string("begin"), nest(concat(line(), string("body")), 2), line(), string("end")])
    IO.puts(format(doc, 80) |> IO.iodata_to_binary())
    group = group(glue(glue(string("hello"), " ", string("big")), " ", string("world")))
    IO.puts(format(group, 80) |> IO.iodata_to_binary())
    IO.puts(format(group, 8) |> IO.iodata_to_binary())
    IO.puts(format(fold_doc_free(~w(a b c)), 80) |> IO.iodata_to_binary())
    opts = %Inspect.Opts{limit: 3}
    IO.puts(format(container_doc("<", Enum.to_list(1..5), ">", opts, fn i, _ -> to_string(i) end), 80) |> IO.iodata_to_binary())
    IO.puts(format(space(string("a"), string("b")), 80) |> IO.iodata_to_binary())
    IO.puts(format(break_test(), 10) |> IO.iodata_to_binary())
    IO.puts(format(color_free(), 80) |> IO.iodata_to_binary())
  end

  defp fold_doc_free(words), do: words |> Enum.map(&string/1) |> Enum.reduce(&concat(&2, concat("-", &1)))
  defp break_test, do: group(nest(concat([string("[1,"), break(""), string("222222"), break(""), string("]")]), 4))
  defp color_free, do: concat(empty(), string("plain"))
end
