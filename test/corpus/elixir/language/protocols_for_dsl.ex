# A small query language built of macros and structs, as libraries such as Ecto do it.
defmodule Query do
  defstruct source: nil, filters: [], order: nil, limit: nil, fields: nil

  defmacro from(source, clauses) do
    query = Enum.reduce(clauses, quote(do: %Query{source: unquote(source)}), &clause/2)
    query
  end

  defp clause({:where, condition}, query) do
    quote do
      q = unquote(query)
      %{q | filters: q.filters ++ [{unquote(Macro.to_string(condition)), fn row -> unquote(bind(condition)) end}]}
    end
  end

  defp clause({:order_by, field}, query), do: quote(do: %{unquote(query) | order: unquote(name(field))})
  defp clause({:limit, n}, query), do: quote(do: %{unquote(query) | limit: unquote(n)})
  defp clause({:select, fields}, query), do: quote(do: %{unquote(query) | fields: unquote(Enum.map(fields, &name/1))})

  defp name({field, _, context}) when is_atom(field) and is_atom(context), do: field

  # Bare names are fields of the row.
  defp bind(condition) do
    Macro.postwalk(condition, fn
      {field, _, context} when is_atom(field) and is_atom(context) ->
        quote(do: Map.fetch!(var!(row, Query), unquote(field)))
      other ->
        other
    end)
    |> then(fn body -> quote(do: (fn var!(row, Query) -> unquote(body) end).(row)) end)
  end

  def run(%Query{} = q) do
    rows = Enum.filter(q.source, fn row -> Enum.all?(q.filters, fn {_, f} -> f.(row) end) end)
    rows = if q.order, do: Enum.sort_by(rows, &Map.fetch!(&1, q.order)), else: rows
    rows = if q.limit, do: Enum.take(rows, q.limit), else: rows
    if q.fields, do: Enum.map(rows, fn row -> Enum.map(q.fields, &Map.fetch!(row, &1)) end), else: rows
  end

  defimpl String.Chars do
    def to_string(q), do: "where " <> Enum.map_join(q.filters, " and ", &elem(&1, 0))
  end
end

defmodule Main do
  import Query

  def main do
    people = [
      %{name: "Ann", age: 41, city: "Oslo"},
      %{name: "Bob", age: 17, city: "Rome"},
      %{name: "Eve", age: 29, city: "Oslo"},
      %{name: "Zed", age: 65, city: "Łódź"}
    ]
    adults = from(people, where: age >= 18, where: String.length(name) == 3, order_by: age, select: [name, age])
    IO.puts(adults)
    IO.inspect(run(adults))
    IO.inspect(run(from(people, where: city == "Oslo" or age < 18, select: [city])))
    IO.inspect(run(from(people, order_by: name, limit: 1, select: [name])))
    try do
      run(from(people, where: height > 1))
    rescue
      error in KeyError -> IO.inspect({error.key})
    end
  end
end
