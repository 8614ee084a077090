defmodule Main do
  @puzzle "530070000600195000098000060800060003400803001700020006060000280000419005000080079"

  def main do
    cells = for {c, i} <- @puzzle |> String.graphemes() |> Enum.with_index(), c != "0", into: %{}, do: {i, String.to_integer(c)}
    {:ok, solved} = solve(cells)
    for row <- 0..8 do
      IO.puts(for col <- 0..8, do: to_string(solved[row * 9 + col]))
    end
    IO.inspect(Enum.all?(0..8, fn r -> Enum.sum(for c <- 0..8, do: solved[r * 9 + c]) == 45 end))
  end

  defp solve(cells) when map_size(cells) == 81, do: {:ok, cells}

  defp solve(cells) do
    {cell, options} =
      for(i <- 0..80, not is_map_key(cells, i), do: {i, candidates(cells, i)})
      |> Enum.min_by(fn {_, options} -> length(options) end)

    Enum.find_value(options, :error, fn value ->
      case solve(Map.put(cells, cell, value)) do
        {:ok, _} = ok -> ok
        :error -> nil
      end
    end)
  end

  defp candidates(cells, i) do
    {row, col} = {div(i, 9), rem(i, 9)}
    {top, left} = {div(row, 3) * 3, div(col, 3) * 3}
    peers = for(k <- 0..8, do: row * 9 + k) ++ for(k <- 0..8, do: k * 9 + col) ++ for(r <- 0..2, c <- 0..2, do: (top + r) * 9 + left + c)
    used = MapSet.new(peers, &cells[&1])
    Enum.reject(1..9, &(&1 in used))
  end
end
