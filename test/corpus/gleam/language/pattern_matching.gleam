import corpus/io
import corpus/list

pub type Shape {
  Circle(radius: Int)
  Rectangle(width: Int, height: Int)
  Point
}

fn describe(shape: Shape) -> String {
  case shape {
    Circle(0) | Rectangle(0, _) | Rectangle(_, 0) | Point -> "nothing"
    Circle(radius: r) if r > 100 -> "huge"
    Circle(_) -> "circle"
    Rectangle(w, h) if w == h -> "square"
    Rectangle(width: w, ..) if w > 10 && w < 20 -> "middling"
    Rectangle(..) -> "rectangle"
  }
}

fn lists(xs: List(Int)) -> String {
  case xs {
    [] -> "empty"
    [1, 2, 3] -> "one two three"
    [x] if x < 0 -> "one negative"
    [_] -> "one"
    [first, ..] if first == 9 -> "from nine"
    [_, _, ..rest] -> "two and " <> io.inspect(rest)
    _ -> "never"
  }
}

fn several(a: Int, b: String) -> String {
  case a, b {
    0, "zero" -> "match"
    0, _ -> "number"
    _, "zero" -> "name"
    n, _ if n == 4 || n > 100 -> "four or large"
    _, other -> "no: " <> other
  }
}

fn prefix(text: String) -> String {
  case text {
    "hello " <> name -> name
    "bye" -> "left"
    _ -> "?"
  }
}

fn nested(x: Result(#(Int, List(Result(Int, String))), Nil)) -> Int {
  case x {
    Ok(#(n, [Ok(m), ..])) -> n + m
    Ok(#(n, [Error(_), Ok(m)])) -> n - m
    Ok(#(n, _)) -> n
    Error(Nil) -> -1
  }
}

pub fn main() {
  list.each(
    [Circle(0), Circle(5), Circle(500), Rectangle(2, 2), Rectangle(15, 1), Rectangle(1, 2), Rectangle(0, 4), Point],
    fn(shape) { io.println(describe(shape)) },
  )
  io.debug(list.map([[], [1, 2, 3], [-4], [4], [9, 1], [1, 2, 5, 6]], lists))
  io.debug([several(0, "zero"), several(0, ""), several(1, "zero"), several(4, "x"), several(101, "x"), several(3, "three")])
  io.debug([prefix("hello Joe"), prefix("bye"), prefix("hell")])
  io.debug([nested(Ok(#(1, [Ok(2)]))), nested(Ok(#(5, [Error("e"), Ok(3)]))), nested(Ok(#(7, []))), nested(Error(Nil))])
  let assert #(a, [b, ..c] as all) = #(1, [2, 3])
  io.debug(#(a, b, c, all))
  let assert Ok(value) = Ok("asserted")
  io.println(value)
}
