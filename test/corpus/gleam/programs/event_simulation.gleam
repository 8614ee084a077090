import corpus/int
import corpus/io
import corpus/list

/// A lift that serves calls: a state machine over a script of events.
pub type State {
  Idle(floor: Int)
  Moving(floor: Int, towards: Int, queue: List(Int))
  Open(floor: Int, queue: List(Int))
}

pub type Event {
  Call(Int)
  Tick
}

fn step(state: State, event: Event) -> State {
  case state, event {
    Idle(at), Call(to) if at == to -> Open(at, [])
    Idle(at), Call(to) -> Moving(at, to, [])
    Idle(_), Tick -> state
    Moving(at, to, queue), Tick if at < to -> arrive(at + 1, to, queue)
    Moving(at, to, queue), Tick -> arrive(at - 1, to, queue)
    Moving(at, to, queue), Call(other) -> Moving(at, to, enqueue(queue, other))
    Open(at, [next, ..queue]), Tick -> Moving(at, next, queue)
    Open(at, []), Tick -> Idle(at)
    Open(at, queue), Call(other) -> Open(at, enqueue(queue, other))
  }
}

fn arrive(at: Int, to: Int, queue: List(Int)) -> State {
  case at == to {
    True -> Open(at, list.filter(queue, fn(floor) { floor != at }))
    False -> Moving(at, to, queue)
  }
}

fn enqueue(queue: List(Int), floor: Int) -> List(Int) {
  case list.contains(floor, queue) {
    True -> queue
    False -> list.append(queue, [floor])
  }
}

fn describe(state: State) -> String {
  case state {
    Idle(floor) -> "idle at " <> int.to_string(floor)
    Moving(floor, towards, _) -> "moving at " <> int.to_string(floor) <> " to " <> int.to_string(towards)
    Open(floor: floor, queue: []) -> "open at " <> int.to_string(floor)
    Open(floor: floor, queue: queue) -> "open at " <> int.to_string(floor) <> ", then " <> io.inspect(queue)
  }
}

pub fn main() {
  let script = [Tick, Call(3), Tick, Call(1), Call(5), Call(1), Tick, Tick, Tick, Tick, Tick, Tick, Tick, Tick, Tick, Tick, Tick, Tick]
  let final =
    list.fold(script, Idle(0), fn(state, event) {
      let next = step(state, event)
      io.println(describe(next))
      next
    })
  io.debug(final)
}
