import corpus/io
import corpus/list
import corpus/process

pub type Table(k, v)

pub type Name {
  Cache
}

@external(erlang, "corpus_ffi", "ets_new")
fn new(name: Name) -> Table(k, v)

@external(erlang, "corpus_ffi", "ets_get")
fn get(table: Table(k, v), key: k) -> Result(v, Nil)

@external(erlang, "corpus_ffi", "ets_all")
fn all(table: Table(k, v)) -> List(#(k, v))

@external(erlang, "ets", "insert")
fn insert(table: Table(k, v), entry: #(k, v)) -> Bool

@external(erlang, "ets", "delete")
fn delete(table: Table(k, v), key: k) -> Bool

@external(erlang, "ets", "member")
fn member(table: Table(k, v), key: k) -> Bool

fn fibonacci(table: Table(Int, Int), n: Int) -> Int {
  case n < 2, get(table, n) {
    True, _ -> n
    False, Ok(known) -> known
    False, Error(Nil) -> {
      let value = fibonacci(table, n - 1) + fibonacci(table, n - 2)
      insert(table, #(n, value))
      value
    }
  }
}

pub fn main() {
  let memo = new(Cache)
  io.debug(fibonacci(memo, 150))
  io.debug(list.take(all(memo), 3))
  let words = new(Cache)
  list.each(["pear", "fig", "apple"], fn(word) { insert(words, #(word, [word])) })
  io.debug(all(words))
  delete(words, "fig")
  io.debug(#(member(words, "fig"), get(words, "fig"), get(words, "pear")))
  let #(_, monitor) = process.spawn_monitored(fn() { insert(words, #("from", ["another process"])) })
  let assert Ok(_) = process.await_down(monitor, 1000)
  io.debug(get(words, "from"))
}
