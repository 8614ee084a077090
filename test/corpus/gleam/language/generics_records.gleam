import corpus/io
import corpus/list
import corpus/option.{None, Option, Some}

pub type Person {
  Person(name: String, age: Int, email: Option(String))
}

pub opaque type Stack(a) {
  Stack(items: List(a))
}

pub type Pair(a, b) {
  Pair(first: a, second: b)
}

pub type Either(l, r) {
  Left(l)
  Right(r)
}

pub type Ints =
  List(Int)

fn push(stack: Stack(a), item: a) -> Stack(a) {
  Stack([item, ..stack.items])
}

fn pop(stack: Stack(a)) -> Option(#(a, Stack(a))) {
  case stack.items {
    [] -> None
    [top, ..rest] -> Some(#(top, Stack(rest)))
  }
}

fn swap(pair: Pair(a, b)) -> Pair(b, a) {
  Pair(first: pair.second, second: pair.first)
}

fn partition(values: List(Either(l, r))) -> #(List(l), List(r)) {
  case values {
    [] -> #([], [])
    [Left(x), ..rest] -> {
      let #(ls, rs) = partition(rest)
      #([x, ..ls], rs)
    }
    [Right(y), ..rest] -> {
      let #(ls, rs) = partition(rest)
      #(ls, [y, ..rs])
    }
  }
}

fn total(xs: Ints) -> Int {
  list.sum(xs)
}

pub fn main() {
  let ann = Person("Ann", 41, None)
  io.debug(ann)
  io.debug(Person(..ann, age: ann.age + 1, email: Some("ann@example.com")))
  io.println(ann.name)
  io.debug(ann == Person(email: None, age: 41, name: "Ann"))
  let stack = Stack([]) |> push(1) |> push(2)
  io.debug(pop(stack))
  io.debug(pop(Stack([])) |> option.map(fn(pair) { pair.0 + 1 }) |> option.unwrap(0))
  io.debug(swap(Pair("a", 1)))
  io.debug(swap(swap(Pair(1.5, True))))
  io.debug(partition([Left(1), Right("x"), Left(2), Right("y")]))
  io.debug(total([1, 2, 3]))
  io.debug(Some(Some(None)))
  io.debug(#(Nil, True, False, Ok(Nil), Error("e")))
  io.debug(option.from_result(Ok(3)) |> option.then(fn(x) { Some(x * 2) }))
}
