import corpus/int
import corpus/io
import corpus/list
import corpus/text

type Matrix =
  List(List(Int))

fn transpose(m: Matrix) -> Matrix {
  case m {
    [] | [[], ..] -> []
    _ -> [
      list.filter_map(m, list.at(_, 0)),
      ..transpose(list.map(m, list.drop(_, 1)))
    ]
  }
}

fn multiply(a: Matrix, b: Matrix) -> Matrix {
  let columns = transpose(b)
  use row <- list.map(a)
  use column <- list.map(columns)
  list.zip(row, column)
  |> list.map(fn(p) { p.0 * p.1 })
  |> list.sum
}

fn power(m: Matrix, n: Int) -> Matrix {
  case n, n % 2 {
    1, _ -> m
    _, 0 -> power(multiply(m, m), n / 2)
    _, _ -> multiply(m, power(m, n - 1))
  }
}

fn sieve(candidates: List(Int)) -> List(Int) {
  case candidates {
    [] -> []
    [p, ..rest] -> [p, ..sieve(list.filter(rest, fn(n) { n % p != 0 }))]
  }
}

fn show(m: Matrix) -> Nil {
  use row <- list.each(m)
  io.println(text.join(list.map(row, fn(n) { text.pad_left(int.to_string(n), 5, " ") }), ""))
}

fn fizz(n: Int) -> String {
  case n % 3, n % 5 {
    0, 0 -> "FizzBuzz"
    0, _ -> "Fizz"
    _, 0 -> "Buzz"
    _, _ -> int.to_string(n)
  }
}

fn permutations(items: List(a)) -> List(List(a)) {
  case items {
    [] -> [[]]
    _ -> {
      use x <- list.flat_map(items)
      use rest <- list.map(permutations(list.filter(items, fn(y) { y != x })))
      [x, ..rest]
    }
  }
}

pub fn main() {
  show(multiply([[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10], [11, 12]]))
  show(transpose([[1, 2], [3, 4], [5, 6]]))
  io.debug(power([[1, 1], [1, 0]], 100))
  io.debug(sieve(list.range(2, 100)))
  io.println(text.join(list.map(list.range(1, 15), fizz), " "))
  io.debug(permutations(["a", "b", "c"]) |> list.map(text.concat))
  io.debug(list.length(permutations([1, 2, 3, 4, 5, 6])))
}
