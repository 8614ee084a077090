defmodule Main do
  def main do
    data = %{users: [%{name: "a", langs: ["erl", "ex"]}, %{name: "b", langs: []}], meta: [page: 1, size: 2]}
    IO.inspect(get_in(data, [:users, Access.all(), :name]))
    IO.inspect(get_in(data, [:users, Access.at(0), :langs, Access.at(1)]))
    IO.inspect(get_in(data, [:meta, :size]))
    IO.inspect(get_in(data, [:none, :size]))
    IO.inspect(get_in(data, [:users, Access.filter(&(&1.langs == [])), :name]))
    IO.inspect(update_in(data, [:users, Access.all(), :name], &String.upcase/1).users |> Enum.map(& &1.name))
    IO.inspect(put_in(data.meta[:page], 9).meta)
    IO.inspect(put_in(data, [:users, Access.at(1), :langs], [:new]).users |> List.last() |> Map.get(:langs))
    IO.inspect(update_in(data.meta[:size], &(&1 * 100)).meta)
    {old, new} = get_and_update_in(data.meta[:page], fn page -> {page, page + 1} end)
    IO.inspect({old, new.meta})
    {popped, rest} = pop_in(data, [:users, Access.at(0), :langs])
    IO.inspect({popped, rest.users |> hd() |> Map.keys()})
    IO.inspect(get_in(%{"a" => %{"b" => 1}}, ["a", "b"]))
    IO.inspect(get_in([a: {1, {2, 3}}], [:a, Access.elem(1), Access.elem(0)]))
    IO.inspect(get_in(%{a: nil}, [:a, :b, :c]))
    IO.inspect(get_in(%{a: 1}, [Access.key(:b, :default)]))
    IO.inspect(get_in(%{a: 1}, [Access.key!(:a)]))
    IO.inspect(Access.fetch(%{a: 1}, :b))
    IO.inspect(Access.get([a: 1], :a))
    IO.inspect(Access.pop([a: 1, b: 2], :a))
    IO.inspect(Access.get_and_update([a: 1], :a, fn _ -> :pop end))

    try do
      get_in(%{a: 1}, [Access.key!(:b)])
    rescue
      error in KeyError -> IO.puts(Exception.message(error) |> String.split("\n") |> hd())
    end

    try do
      Access.fetch([{1, 2}], 1)
    rescue
      error -> IO.inspect(error.__struct__)
    end
  end
end
