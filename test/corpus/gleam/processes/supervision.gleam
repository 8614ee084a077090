import corpus/io
import corpus/list
import corpus/process

@external(erlang, "logger", "set_primary_config")
fn logging(key: LogKey, value: LogKey) -> a

type LogKey {
  Level
  None
}

/// Runs a job in a process, again after every crash, at most so many times.
fn supervise(job: fn(Int) -> a, attempt: Int, limit: Int) -> Result(a, String) {
  let result = process.new_subject()
  let #(_, monitor) = process.spawn_monitored(fn() { process.send(result, job(attempt)) })
  let assert Ok(_) = process.await_down(monitor, 1000)
  case process.receive(result, 0) {
    Ok(value) -> Ok(value)
    Error(Nil) if attempt < limit -> {
      io.println("attempt " <> io.inspect(attempt) <> " crashed")
      supervise(job, attempt + 1, limit)
    }
    Error(Nil) -> Error("gave up after " <> io.inspect(attempt))
  }
}

pub fn main() {
  logging(Level, None)
  io.debug(supervise(fn(_) { "at once" }, 1, 3))
  io.debug(supervise(
    fn(attempt) {
      let assert True = attempt > 2
      "third time"
    },
    1,
    5,
  ))
  io.debug(supervise(fn(_) { panic }, 1, 2))
  io.debug(supervise(
    fn(_) {
      let assert [x] = list.range(1, 2)
      x
    },
    3,
    3,
  ))
}
