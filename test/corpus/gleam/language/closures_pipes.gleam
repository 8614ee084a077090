import corpus/int
import corpus/io
import corpus/list

fn compose(f: fn(a) -> b, g: fn(b) -> c) -> fn(a) -> c {
  fn(x) { g(f(x)) }
}

fn curry(f: fn(a, b) -> c) -> fn(a) -> fn(b) -> c {
  fn(a) { fn(b) { f(a, b) } }
}

fn adder(n: Int) -> fn(Int) -> Int {
  fn(x) { x + n }
}

fn apply(f: fn() -> a) -> a {
  f()
}

fn labelled(first a: Int, second b: Int, third c: Int) -> Int {
  a * 100 + b * 10 + c
}

fn twice(f: fn(a) -> a) -> fn(a) -> a {
  fn(x) {
    x
    |> f
    |> f
  }
}

fn church(n: Int) -> fn(fn(a) -> a) -> fn(a) -> a {
  fn(f) { fn(x) { repeat(n, f, x) } }
}

fn repeat(n: Int, f: fn(a) -> a, x: a) -> a {
  case n {
    0 -> x
    _ -> repeat(n - 1, f, f(x))
  }
}

const table = [#("one", 1), #("two", 2)]

const greeting = "constant"

pub fn main() {
  let increment_then_show = compose(adder(1), int.to_string)
  io.println(increment_then_show(41))
  io.debug(curry(fn(a, b) { a - b })(10)(3))
  io.debug(apply(fn() { "called" }))
  io.debug(labelled(third: 3, first: 1, second: 2))
  io.debug(5 |> labelled(1, _, 9))
  io.debug(twice(twice(fn(x) { x * 2 }))(1))
  io.debug(church(10)(fn(x) { x + 3 })(0))
  let fs = list.map([1, 2, 3], fn(n) { fn(x) { x * n } })
  io.debug(list.map(fs, fn(f) { f(10) }))
  io.debug(table)
  io.println(greeting)
  let x = 1
  let x = x + 1
  let f = fn() { x }
  let x = x * 100
  io.debug(#(f(), x))
  [1, 2, 3, 4]
  |> list.filter(int.is_even)
  |> list.map(adder(10))
  |> list.fold(from: 0, with: fn(a, b) { a + b })
  |> io.debug
  {
    let scoped = "block"
    io.println(scoped)
  }
  io.debug(list.map([1, 2], int.compare(_, 2)))
}
