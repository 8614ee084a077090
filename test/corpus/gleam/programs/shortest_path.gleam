import corpus/dict.{Dict}
import corpus/int
import corpus/io
import corpus/list
import corpus/result
import corpus/text

type Graph =
  Dict(String, List(#(String, Int)))

fn search(graph: Graph, frontier: List(#(Int, String, List(String))), seen: Dict(String, Int), goal: String) -> Result(#(Int, List(String)), Nil) {
  case list.sort(frontier, fn(a, b) { int.compare(a.0, b.0) }) {
    [] -> Error(Nil)
    [#(cost, node, path), ..] if node == goal -> Ok(#(cost, list.reverse([node, ..path])))
    [#(cost, node, path), ..rest] ->
      case dict.has_key(seen, node) {
        True -> search(graph, rest, seen, goal)
        False -> {
          let next =
            dict.get(graph, node)
            |> result.unwrap([])
            |> list.map(fn(edge) { #(cost + edge.1, edge.0, [node, ..path]) })
          search(graph, list.append(next, rest), dict.insert(seen, node, cost), goal)
        }
      }
  }
}

fn parse(lines: List(String)) -> Graph {
  use graph, line <- list.fold(lines, dict.new())
  let assert [from, to, cost] = text.split(line, " ")
  let assert Ok(cost) = int.parse(cost)
  graph
  |> dict.update(from, [#(to, cost)], fn(edges) { [#(to, cost), ..edges] })
  |> dict.update(to, [#(from, cost)], fn(edges) { [#(from, cost), ..edges] })
}

pub fn main() {
  let graph = parse(["a b 7", "a c 9", "a f 14", "b c 10", "b d 15", "c d 11", "c f 2", "d e 6", "e f 9", "x y 1"])
  use goal <- list.each(["e", "d", "a", "y", "nowhere"])
  case search(graph, [#(0, "a", [])], dict.new(), goal) {
    Ok(#(cost, path)) -> io.println(goal <> ": " <> int.to_string(cost) <> " by " <> text.join(path, " "))
    Error(Nil) -> io.println(goal <> ": unreachable")
  }
}
