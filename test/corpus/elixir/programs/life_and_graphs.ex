defmodule Life do
  def step(live) do
    live
    |> Enum.flat_map(fn {x, y} -> for dx <- -1..1, dy <- -1..1, {dx, dy} != {0, 0}, do: {x + dx, y + dy} end)
    |> Enum.frequencies()
    |> Enum.filter(fn {cell, n} -> n == 3 or (n == 2 and cell in live) end)
    |> MapSet.new(&elem(&1, 0))
  end

  def draw(live, size) do
    for y <- 0..(size - 1) do
      IO.puts(for x <- 0..(size - 1), do: if({x, y} in live, do: "#", else: "."))
    end
  end
end

defmodule Graph do
  def dijkstra(graph, source), do: search(graph, :gb_sets.singleton({0, source}), %{source => 0})

  defp search(graph, queue, distances) do
    if :gb_sets.is_empty(queue) do
      distances
    else
      {{distance, node}, queue} = :gb_sets.take_smallest(queue)
      {queue, distances} =
        for {next, weight} <- Map.get(graph, node, []), reduce: {queue, distances} do
          {queue, distances} ->
            candidate = distance + weight
            if candidate < Map.get(distances, next, :infinity) do
              {:gb_sets.add({candidate, next}, queue), Map.put(distances, next, candidate)}
            else
              {queue, distances}
            end
        end
      search(graph, queue, distances)
    end
  end

  def topological(graph) do
    digraph = :digraph.new()
    for {node, edges} <- graph do
      :digraph.add_vertex(digraph, node)
      for {next, _} <- edges do
        :digraph.add_vertex(digraph, next)
        :digraph.add_edge(digraph, node, next)
      end
    end
    case :digraph_utils.topsort(digraph) do
      false -> :cyclic
      order -> valid?(order, graph)
    end
  end

  # Several orders are right, so the order itself is not shown.
  defp valid?(order, graph) do
    at = order |> Enum.with_index() |> Map.new()
    Enum.all?(for {node, edges} <- graph, {next, _} <- edges, do: at[node] < at[next])
  end
end

defmodule Main do
  def main do
    glider = MapSet.new([{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}])
    final = Stream.iterate(glider, &Life.step/1) |> Enum.at(8)
    Life.draw(final, 6)
    IO.inspect(Enum.sort(final))
    graph = %{"a" => [{"b", 7}, {"c", 3}], "c" => [{"b", 1}, {"d", 8}], "b" => [{"d", 2}]}
    IO.inspect(Graph.dijkstra(graph, "a"))
    IO.inspect(Graph.topological(graph))
    IO.inspect(Graph.topological(Map.put(graph, "d", [{"a", 1}])))
    primes = Stream.iterate(2, &(&1 + 1)) |> Stream.filter(fn n -> Enum.all?(2..max(2, trunc(:math.sqrt(n))), &(n == &1 or rem(n, &1) != 0)) end)
    IO.inspect(Enum.take(primes, 25))
    IO.inspect(Enum.find(primes, &(&1 > 2000)))
  end
end
