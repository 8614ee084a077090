//// Lists.

import corpus/order.{Gt, Order}

@external(erlang, "erlang", "length")
pub fn length(list: List(a)) -> Int

@external(erlang, "lists", "reverse")
pub fn reverse(list: List(a)) -> List(a)

@external(erlang, "lists", "append")
pub fn append(first: List(a), second: List(a)) -> List(a)

@external(erlang, "lists", "member")
pub fn contains(element: a, in list: List(a)) -> Bool

@external(erlang, "lists", "seq")
pub fn range(from: Int, to: Int) -> List(Int)

pub fn map(list: List(a), f: fn(a) -> b) -> List(b) {
  case list {
    [] -> []
    [x, ..rest] -> [f(x), ..map(rest, f)]
  }
}

pub fn filter(list: List(a), keep: fn(a) -> Bool) -> List(a) {
  case list {
    [] -> []
    [x, ..rest] ->
      case keep(x) {
        True -> [x, ..filter(rest, keep)]
        False -> filter(rest, keep)
      }
  }
}

pub fn filter_map(list: List(a), f: fn(a) -> Result(b, e)) -> List(b) {
  use found, x <- fold_right(list, [])
  case f(x) {
    Ok(y) -> [y, ..found]
    Error(_) -> found
  }
}

pub fn fold(over list: List(a), from initial: b, with f: fn(b, a) -> b) -> b {
  case list {
    [] -> initial
    [x, ..rest] -> fold(rest, f(initial, x), f)
  }
}

pub fn fold_right(list: List(a), initial: b, f: fn(b, a) -> b) -> b {
  fold(reverse(list), initial, f)
}

pub fn flat_map(list: List(a), f: fn(a) -> List(b)) -> List(b) {
  case list {
    [] -> []
    [x, ..rest] -> append(f(x), flat_map(rest, f))
  }
}

pub fn each(list: List(a), f: fn(a) -> b) -> Nil {
  case list {
    [] -> Nil
    [x, ..rest] -> {
      f(x)
      each(rest, f)
    }
  }
}

pub fn find(list: List(a), wanted: fn(a) -> Bool) -> Result(a, Nil) {
  case list {
    [] -> Error(Nil)
    [x, ..rest] ->
      case wanted(x) {
        True -> Ok(x)
        False -> find(rest, wanted)
      }
  }
}

pub fn all(list: List(a), f: fn(a) -> Bool) -> Bool {
  case list {
    [] -> True
    [x, ..rest] -> f(x) && all(rest, f)
  }
}

pub fn any(list: List(a), f: fn(a) -> Bool) -> Bool {
  case list {
    [] -> False
    [x, ..rest] -> f(x) || any(rest, f)
  }
}

pub fn zip(first: List(a), second: List(b)) -> List(#(a, b)) {
  case first, second {
    [x, ..xs], [y, ..ys] -> [#(x, y), ..zip(xs, ys)]
    _, _ -> []
  }
}

pub fn take(list: List(a), count: Int) -> List(a) {
  case list, count {
    _, 0 -> []
    [], _ -> []
    [x, ..rest], _ -> [x, ..take(rest, count - 1)]
  }
}

pub fn drop(list: List(a), count: Int) -> List(a) {
  case list, count {
    [_, ..rest], n if n > 0 -> drop(rest, n - 1)
    _, _ -> list
  }
}

pub fn at(list: List(a), index: Int) -> Result(a, Nil) {
  case drop(list, index) {
    [x, ..] if index >= 0 -> Ok(x)
    _ -> Error(Nil)
  }
}

pub fn partition(list: List(a), f: fn(a) -> Bool) -> #(List(a), List(a)) {
  use #(yes, no), x <- fold_right(list, #([], []))
  case f(x) {
    True -> #([x, ..yes], no)
    False -> #(yes, [x, ..no])
  }
}

pub fn unique(list: List(a)) -> List(a) {
  case list {
    [] -> []
    [x, ..rest] -> [x, ..unique(filter(rest, fn(y) { y != x }))]
  }
}

/// A stable merge sort.
pub fn sort(list: List(a), by compare: fn(a, a) -> Order) -> List(a) {
  case list {
    [] | [_] -> list
    _ -> {
      let half = length(list) / 2
      merge(sort(take(list, half), compare), sort(drop(list, half), compare), compare)
    }
  }
}

fn merge(left: List(a), right: List(a), compare: fn(a, a) -> Order) -> List(a) {
  case left, right {
    [], _ -> right
    _, [] -> left
    [x, ..xs], [y, ..ys] ->
      case compare(x, y) {
        Gt -> [y, ..merge(left, ys, compare)]
        _ -> [x, ..merge(xs, right, compare)]
      }
  }
}

pub fn index_map(list: List(a), f: fn(Int, a) -> b) -> List(b) {
  do_index_map(list, 0, f)
}

fn do_index_map(list: List(a), index: Int, f: fn(Int, a) -> b) -> List(b) {
  case list {
    [] -> []
    [x, ..rest] -> [f(index, x), ..do_index_map(rest, index + 1, f)]
  }
}

pub fn try_map(list: List(a), f: fn(a) -> Result(b, e)) -> Result(List(b), e) {
  case list {
    [] -> Ok([])
    [x, ..rest] ->
      case f(x), rest {
        Error(e), _ -> Error(e)
        Ok(y), _ ->
          case try_map(rest, f) {
            Ok(ys) -> Ok([y, ..ys])
            Error(e) -> Error(e)
          }
      }
  }
}

pub fn sum(list: List(Int)) -> Int {
  fold(list, 0, fn(total, n) { total + n })
}
