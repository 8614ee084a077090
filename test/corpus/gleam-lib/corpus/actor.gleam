//// Actors: a process with a state and a function that handles one message at a time.

import corpus/process.{Subject}

pub type Next(state) {
  Continue(state)
  Stop
}

/// Starts an actor and returns its subject.
pub fn start(state: s, handle: fn(m, s) -> Next(s)) -> Subject(m) {
  let started = process.new_subject()
  process.spawn_link(fn() {
    let inbox = process.new_subject()
    process.send(started, inbox)
    loop(inbox, state, handle)
  })
  let assert Ok(inbox) = process.receive(started, 1000)
  inbox
}

fn loop(inbox: Subject(m), state: s, handle: fn(m, s) -> Next(s)) -> Nil {
  let assert Ok(message) = process.receive(inbox, 60_000)
  case handle(message, state) {
    Continue(next) -> loop(inbox, next, handle)
    Stop -> Nil
  }
}
