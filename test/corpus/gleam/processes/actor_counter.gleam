import corpus/actor.{Continue, Stop}
import corpus/io
import corpus/list
import corpus/process

pub type Message {
  Add(Int)
  Get(process.Subject(Int))
  Reset(process.Subject(Int))
  Shutdown
}

fn handle(message: Message, count: Int) -> actor.Next(Int) {
  case message {
    Add(n) -> Continue(count + n)
    Get(reply) -> {
      process.send(reply, count)
      Continue(count)
    }
    Reset(reply) -> {
      process.send(reply, count)
      Continue(0)
    }
    Shutdown -> Stop
  }
}

pub fn main() {
  let counter = actor.start(0, handle)
  process.send(counter, Add(5))
  process.send(counter, Add(-2))
  io.debug(process.call(counter, Get, 1000))
  let workers =
    list.map(list.range(1, 20), fn(n) {
      process.spawn_monitored(fn() { list.each(list.range(1, 10), fn(_) { process.send(counter, Add(n)) }) })
    })
  list.each(workers, fn(worker) {
    let assert Ok(_) = process.await_down(worker.1, 1000)
  })
  io.debug(process.call(counter, Reset, 1000))
  io.debug(process.call(counter, Get, 1000))
  process.send(counter, Shutdown)
  io.debug(process.call(counter, Get, 20))
}
