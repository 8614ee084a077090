import corpus/io
import corpus/list
import corpus/process

fn parallel(items: List(a), f: fn(a) -> b) -> List(b) {
  items
  |> list.map(fn(item) {
    let subject = process.new_subject()
    process.spawn(fn() { process.send(subject, f(item)) })
    subject
  })
  |> list.map(fn(subject) {
    let assert Ok(result) = process.receive(subject, 5000)
    result
  })
}

fn fibonacci(n: Int) -> Int {
  case n {
    0 | 1 -> n
    _ -> fibonacci(n - 1) + fibonacci(n - 2)
  }
}

fn relay(next: process.Subject(Int), left: Int) -> process.Subject(Int) {
  case left {
    0 -> next
    _ -> {
      let ready = process.new_subject()
      process.spawn(fn() {
        let mine = process.new_subject()
        process.send(ready, mine)
        let assert Ok(n) = process.receive(mine, 5000)
        process.send(next, n + 1)
      })
      let assert Ok(first) = process.receive(ready, 1000)
      relay(first, left - 1)
    }
  }
}

pub fn main() {
  io.debug(parallel(list.range(1, 15), fibonacci))
  io.debug(parallel(["a", "b"], fn(x) { x <> x }))
  let end = process.new_subject()
  process.send(relay(end, 500), 0)
  io.debug(process.receive(end, 5000))
  io.debug(parallel(list.range(1, 300), fn(n) { n * n }) |> list.sum)
}
