import corpus/dict
import corpus/int
import corpus/io
import corpus/list
import corpus/text

pub fn main() {
  let d = dict.from_list([#("a", 1), #("b", 2)])
  io.debug(dict.to_list(d))
  io.debug(#(dict.get(d, "a"), dict.get(d, "z")))
  io.debug(dict.to_list(dict.insert(d, "c", 3)))
  io.debug(dict.to_list(dict.insert(d, "a", 9)))
  io.debug(dict.to_list(dict.delete(d, "a")))
  io.debug(#(dict.has_key(d, "b"), dict.has_key(d, "q"), dict.size(d)))
  io.debug(dict.to_list(dict.update(d, "a", 0, fn(n) { n + 10 })))
  io.debug(dict.to_list(dict.update(d, "n", 0, fn(n) { n + 10 })))
  io.debug(#(dict.keys(d), dict.values(d)))
  io.debug(dict.to_list(dict.merge(d, dict.from_list([#("b", 20), #("z", 26)]))))
  io.debug(dict.to_list(dict.map_values(fn(k, v) { k <> int.to_string(v) }, d)))
  let big = list.fold(list.range(1, 1000), dict.new(), fn(d, n) { dict.insert(d, n * 7 % 1009, n) })
  io.debug(#(dict.size(big), dict.get(big, 7), dict.get(big, 0)))
  io.debug(list.sum(dict.values(big)))
  let counts = count(text.graphemes("mississippi"))
  io.debug(dict.to_list(counts))
  let nested = dict.from_list([#(#(1, [2]), Ok(3)), #(#(1, []), Error(Nil))])
  io.debug(dict.get(nested, #(1, [2])))
  io.debug(dict.from_list([#(1, "x")]) == dict.insert(dict.new(), 1, "x"))
  let smaller = list.fold(list.range(1, 960), big, fn(d, n) { dict.delete(d, n * 7 % 1009) })
  io.debug(dict.keys(smaller) |> list.take(10))
}

fn count(items: List(a)) -> dict.Dict(a, Int) {
  list.fold(items, dict.new(), fn(counts, item) { dict.update(counts, item, 1, fn(n) { n + 1 }) })
}
