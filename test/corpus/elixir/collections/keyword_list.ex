defmodule Main do
  def options(list, opts \\ []) do
    opts = Keyword.validate!(opts, [:limit, sep: ","])
    list |> Enum.take(opts[:limit] || 2) |> Enum.join(opts[:sep])
  end

  def main do
    kw = [a: 1, b: 2, a: 3]
    IO.inspect(Keyword.get(kw, :a))
    IO.inspect(Keyword.get_values(kw, :a))
    IO.inspect(Keyword.fetch(kw, :z))
    IO.inspect(Keyword.put(kw, :a, 9))
    IO.inspect(Keyword.put_new(kw, :c, 9))
    IO.inspect(Keyword.delete(kw, :a))
    IO.inspect(Keyword.delete_first(kw, :a))
    IO.inspect(Keyword.merge(kw, b: 20, c: 30))
    IO.inspect(Keyword.merge([a: 1], [a: 2], fn _, x, y -> x + y end))
    IO.inspect(Keyword.keys(kw))
    IO.inspect(Keyword.pop(kw, :a))
    IO.inspect(Keyword.pop_first(kw, :a))
    IO.inspect(Keyword.split(kw, [:a]))
    IO.inspect(Keyword.take(kw, [:b]))
    IO.inspect(Keyword.update(kw, :a, 0, &(&1 + 1)))
    IO.inspect({Keyword.keyword?(kw), Keyword.keyword?([1]), Keyword.has_key?(kw, :b)})
    IO.inspect(Keyword.equal?([a: 1, b: 2], [b: 2, a: 1]))
    IO.inspect(Keyword.new([{:x, 1}, {:x, 2}]))
    IO.inspect(kw[:b])
    IO.inspect(options(~w(a b c)))
    IO.inspect(options(~w(a b c), limit: 3, sep: "-"))
    try do
      options([], bad: 1)
    rescue
      error in ArgumentError -> IO.puts(Exception.message(error))
    end
    IO.inspect(Keyword.validate([x: 1], [:y]))
    IO.inspect(List.keyfind([{1, :a}, {2, :b}], 2, 0))
    IO.inspect(List.keystore([{1, :a}], 2, 0, {2, :c}))
    IO.inspect(List.keydelete([{1, :a}, {2, :b}], 1, 0))
    IO.inspect(List.flatten([1, [2, [3, []]], 4]))
    IO.inspect(List.foldr([1, 2, 3], 0, &-/2))
    IO.inspect(List.insert_at([1, 2], -1, :x))
    IO.inspect(List.delete_at([1, 2, 3], 1))
    IO.inspect(List.replace_at([1, 2], 0, :r))
    IO.inspect(List.update_at([1, 2], 1, &(&1 * 5)))
    IO.inspect(List.zip([[1, 2], [3, 4]]))
    IO.inspect(List.wrap(nil) ++ List.wrap(1) ++ List.wrap([2]))
    IO.inspect(List.myers_difference([1, 4, 2, 3], [1, 2, 3, 4]))
    IO.inspect({List.first([]), List.last([1, 2]), List.pop_at([1, 2, 3], 1)})
    IO.inspect([1, 2, 3, 2] -- [2])
    IO.inspect([1 | [2 | [3]]])
    IO.inspect([1, 2 | 3])
    IO.inspect({List.starts_with?([1, 2], [1]), List.ascii_printable?(~c"abc"), List.improper?([1 | 2])})
    IO.inspect(List.to_tuple([1, 2]) |> Tuple.insert_at(1, :i) |> Tuple.delete_at(0))
    IO.inspect(put_elem({1, 2}, 0, :z))
    IO.inspect(Tuple.duplicate(:x, 3))
    IO.inspect(Tuple.to_list({1, {2}}))
  end
end
