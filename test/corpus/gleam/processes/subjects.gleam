import corpus/io
import corpus/list
import corpus/process

pub type Request {
  Double(Int, reply: process.Subject(Int))
  Greet(String, reply: process.Subject(String))
  Quit
}

fn serve(inbox: process.Subject(Request), handled: Int) -> Int {
  let assert Ok(request) = process.receive(inbox, 1000)
  case request {
    Double(n, reply) -> {
      process.send(reply, n * 2)
      serve(inbox, handled + 1)
    }
    Greet(name, reply) -> {
      process.send(reply, "Hello, " <> name)
      serve(inbox, handled + 1)
    }
    Quit -> handled
  }
}

pub fn main() {
  let ready = process.new_subject()
  let finished = process.new_subject()
  let pid =
    process.spawn(fn() {
      let inbox = process.new_subject()
      process.send(ready, inbox)
      process.send(finished, serve(inbox, 0))
    })
  let assert Ok(server) = process.receive(ready, 1000)
  io.debug(process.call(server, Double(21, _), 1000))
  io.debug(process.call(server, Greet("Joe", _), 1000))
  io.debug(list.map(list.range(1, 5), fn(n) { process.call(server, Double(n, _), 1000) }))
  io.debug(process.is_alive(pid))
  process.send(server, Quit)
  io.debug(process.receive(finished, 1000))
  process.sleep(10)
  io.debug(process.is_alive(pid))
  io.debug(process.call(server, Double(1, _), 20))
  io.debug(process.receive(process.new_subject(), 0))
}
