import corpus/int
import corpus/io
import corpus/list
import corpus/process

pub type Event {
  Number(Int)
  Word(String)
}

fn collect(handlers: List(process.Handler(Event)), left: Int) -> List(Event) {
  case left {
    0 -> []
    _ -> {
      let assert Ok(event) = process.select(handlers, 1000)
      [event, ..collect(handlers, left - 1)]
    }
  }
}

pub fn main() {
  let numbers = process.new_subject()
  let words = process.new_subject()
  let ignored = process.new_subject()
  process.send(ignored, "never selected")
  process.send(numbers, 1)
  process.send(words, "two")
  process.send(numbers, 3)
  let handlers = [
    process.handler(numbers, fn(n) { Number(n * 100) }),
    process.handler(words, Word),
  ]
  io.debug(collect(handlers, 3))
  io.debug(process.select(handlers, 5))
  io.debug(process.receive(ignored, 0))
  // Out of order on purpose: the second subject's messages are taken first.
  list.each(list.range(1, 3), fn(n) {
    process.send(numbers, n)
    process.send(words, int.to_string(n))
  })
  io.debug(list.map(list.range(1, 3), fn(_) { process.receive(words, 0) }))
  io.debug(list.map(list.range(1, 4), fn(_) { process.receive(numbers, 0) }))
}
