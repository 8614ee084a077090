import corpus/dict.{Dict}
import corpus/io
import corpus/list
import corpus/text

type Cells =
  Dict(#(Int, Int), Int)

fn neighbours(cell: #(Int, Int)) -> List(#(Int, Int)) {
  use dx <- list.flat_map([-1, 0, 1])
  use dy <- list.flat_map([-1, 0, 1])
  case dx, dy {
    0, 0 -> []
    _, _ -> [#(cell.0 + dx, cell.1 + dy)]
  }
}

fn step(cells: Cells) -> Cells {
  let counts =
    dict.keys(cells)
    |> list.flat_map(neighbours)
    |> list.fold(dict.new(), fn(d, cell) { dict.update(d, cell, 1, fn(n) { n + 1 }) })
  use next, entry <- list.fold(dict.to_list(counts), dict.new())
  case entry, dict.has_key(cells, entry.0) {
    #(cell, 3), _ | #(cell, 2), True -> dict.insert(next, cell, 1)
    _, _ -> next
  }
}

fn draw(cells: Cells, size: Int) -> Nil {
  use y <- list.each(list.range(0, size - 1))
  list.map(list.range(0, size - 1), fn(x) {
    case dict.has_key(cells, #(x, y)) {
      True -> "#"
      False -> "."
    }
  })
  |> text.concat
  |> io.println
}

fn run(cells: Cells, generations: Int) -> Cells {
  case generations {
    0 -> cells
    _ -> run(step(cells), generations - 1)
  }
}

pub fn main() {
  let glider = dict.from_list([#(#(1, 0), 1), #(#(2, 1), 1), #(#(0, 2), 1), #(#(1, 2), 1), #(#(2, 2), 1)])
  draw(glider, 6)
  io.println("")
  draw(run(glider, 12), 6)
  io.debug(dict.keys(run(glider, 40)))
}
