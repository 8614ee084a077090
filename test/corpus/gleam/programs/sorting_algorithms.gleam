import corpus/int
import corpus/io
import corpus/list
import corpus/order.{Gt, Order}

fn quick(xs: List(a), compare: fn(a, a) -> Order) -> List(a) {
  case xs {
    [] -> []
    [pivot, ..rest] -> {
      let #(more, less) = list.partition(rest, fn(x) { compare(x, pivot) == Gt })
      list.append(quick(less, compare), [pivot, ..quick(more, compare)])
    }
  }
}

fn insertion(xs: List(a), compare: fn(a, a) -> Order) -> List(a) {
  list.fold(xs, [], fn(sorted, x) { insert(sorted, x, compare) })
}

fn insert(sorted: List(a), x: a, compare: fn(a, a) -> Order) -> List(a) {
  case sorted {
    [y, ..rest] ->
      case compare(y, x) {
        Gt -> [x, ..sorted]
        _ -> [y, ..insert(rest, x, compare)]
      }
    [] -> [x]
  }
}

fn bubble(xs: List(a), compare: fn(a, a) -> Order) -> List(a) {
  case pass(xs, compare) {
    #(sorted, False) -> sorted
    #(next, True) -> bubble(next, compare)
  }
}

fn pass(xs: List(a), compare: fn(a, a) -> Order) -> #(List(a), Bool) {
  case xs {
    [a, b, ..rest] ->
      case compare(a, b) {
        Gt -> {
          let #(tail, _) = pass([a, ..rest], compare)
          #([b, ..tail], True)
        }
        _ -> {
          let #(tail, changed) = pass([b, ..rest], compare)
          #([a, ..tail], changed)
        }
      }
    _ -> #(xs, False)
  }
}

fn is_sorted(xs: List(Int)) -> Bool {
  case xs {
    [a, b, ..] if a > b -> False
    [_, ..rest] -> is_sorted(rest)
    [] -> True
  }
}

pub fn main() {
  let numbers = list.map(list.range(1, 60), fn(n) { n * 37 % 61 })
  let sorts = [quick, insertion, bubble, list.sort]
  io.debug(list.map(sorts, fn(sort) { is_sorted(sort(numbers, int.compare)) }))
  io.debug(list.all(sorts, fn(sort) { sort(numbers, int.compare) == list.sort(numbers, int.compare) }))
  io.debug(list.map(sorts, fn(sort) { sort([3, 1, 2], fn(a, b) { int.compare(b, a) }) }))
  io.debug(quick([], int.compare))
}
