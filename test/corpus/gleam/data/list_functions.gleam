import corpus/int
import corpus/io
import corpus/list
import corpus/order

pub fn main() {
  let xs = [5, 3, 8, 1, 9, 2]
  io.debug(list.sort(xs, int.compare))
  io.debug(list.sort(xs, fn(a, b) { order.reverse(int.compare(a, b)) }))
  io.debug(list.reverse(xs))
  io.debug(list.map(xs, fn(x) { x * x }))
  io.debug(list.filter(xs, int.is_even))
  io.debug(list.filter_map(["1", "x", "3"], int.parse))
  io.debug(list.fold(xs, 0, fn(a, b) { a - b }))
  io.debug(list.fold_right(xs, [], fn(acc, x) { [x, x, ..acc] }))
  io.debug(list.flat_map([1, 2, 3], list.range(1, _)))
  io.debug(list.find(xs, fn(x) { x > 5 }))
  io.debug(list.find(xs, fn(x) { x > 50 }))
  io.debug(#(list.all(xs, fn(x) { x > 0 }), list.any(xs, fn(x) { x > 8 }), list.any([], fn(x) { x })))
  io.debug(list.zip(xs, ["a", "b"]))
  io.debug(#(list.take(xs, 2), list.drop(xs, 4), list.take([], 3), list.drop([1], 5)))
  io.debug(#(list.at(xs, 0), list.at(xs, 5), list.at(xs, 6), list.at(xs, -1)))
  io.debug(list.partition(xs, int.is_even))
  io.debug(list.unique([1, 2, 1, 3, 2]))
  io.debug(list.index_map(["a", "b"], fn(i, x) { #(i, x) }))
  io.debug(list.try_map(["1", "2"], int.parse))
  io.debug(list.try_map(["1", "y"], int.parse))
  io.debug(#(list.sum(xs), list.length(xs), list.contains(8, xs), list.append([1], [2])))
  io.debug([0, ..xs])
  io.debug(list.sort([#("b", 1), #("a", 2), #("b", 0)], fn(x, y) { int.compare(x.1, y.1) }))
}
