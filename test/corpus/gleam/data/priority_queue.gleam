import corpus/io
import corpus/list

/// A leftist heap.
pub type Heap(a) {
  Empty
  Heap(rank: Int, top: a, left: Heap(a), right: Heap(a))
}

fn rank(heap: Heap(a)) -> Int {
  case heap {
    Empty -> 0
    Heap(rank: r, ..) -> r
  }
}

fn make(top: a, a: Heap(a), b: Heap(a)) -> Heap(a) {
  case rank(a) >= rank(b) {
    True -> Heap(rank(b) + 1, top, a, b)
    False -> Heap(rank(a) + 1, top, b, a)
  }
}

fn merge(a: Heap(a), b: Heap(a), less: fn(a, a) -> Bool) -> Heap(a) {
  case a, b {
    Empty, other | other, Empty -> other
    Heap(_, x, al, ar), Heap(_, y, bl, br) ->
      case less(y, x) {
        True -> make(y, bl, merge(a, br, less))
        False -> make(x, al, merge(ar, b, less))
      }
  }
}

fn push(heap: Heap(a), x: a, less: fn(a, a) -> Bool) -> Heap(a) {
  merge(heap, Heap(1, x, Empty, Empty), less)
}

fn drain(heap: Heap(a), less: fn(a, a) -> Bool) -> List(a) {
  case heap {
    Empty -> []
    Heap(_, x, l, r) -> [x, ..drain(merge(l, r, less), less)]
  }
}

pub fn main() {
  let less = fn(a: Int, b: Int) { a < b }
  let heap = list.fold([5, 1, 4, 1, 5, 9, 2, 6], Empty, fn(h, x) { push(h, x, less) })
  io.debug(drain(heap, less))
  let jobs = [#(3, "low"), #(1, "urgent"), #(2, "normal")]
  let by_priority = fn(a: #(Int, String), b: #(Int, String)) { a.0 < b.0 }
  io.debug(list.fold(jobs, Empty, fn(h, j) { push(h, j, by_priority) }) |> drain(by_priority))
  let many = list.map(list.range(1, 2000), fn(n) { n * 7919 % 2003 })
  let sorted = list.fold(many, Empty, fn(h, x) { push(h, x, less) }) |> drain(less)
  io.debug(#(list.take(sorted, 5), list.length(sorted)))
}
