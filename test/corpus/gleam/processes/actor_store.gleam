import corpus/actor.{Continue, Next, Stop}
import corpus/dict.{Dict}
import corpus/io
import corpus/list
import corpus/process.{Subject}

/// A typed key-value store whose watchers are told of changes.
pub type Message(v) {
  Put(String, v)
  Delete(String)
  Fetch(String, Subject(Result(v, Nil)))
  Watch(Subject(Change(v)))
  Dump(Subject(List(#(String, v))))
  Close
}

pub type Change(v) {
  Added(String, v)
  Changed(String, from: v, to: v)
  Removed(String)
}

pub type State(v) {
  State(entries: Dict(String, v), watchers: List(Subject(Change(v))))
}

fn handle(message: Message(v), state: State(v)) -> Next(State(v)) {
  case message {
    Put(key, value) -> {
      case dict.get(state.entries, key) {
        Ok(old) -> notify(state, Changed(key, from: old, to: value))
        Error(Nil) -> notify(state, Added(key, value))
      }
      Continue(State(..state, entries: dict.insert(state.entries, key, value)))
    }
    Delete(key) -> {
      case dict.has_key(state.entries, key) {
        True -> notify(state, Removed(key))
        False -> Nil
      }
      Continue(State(..state, entries: dict.delete(state.entries, key)))
    }
    Fetch(key, reply) -> {
      process.send(reply, dict.get(state.entries, key))
      Continue(state)
    }
    Watch(watcher) -> Continue(State(..state, watchers: [watcher, ..state.watchers]))
    Dump(reply) -> {
      process.send(reply, dict.to_list(state.entries))
      Continue(state)
    }
    Close -> Stop
  }
}

fn notify(state: State(v), change: Change(v)) -> Nil {
  list.each(state.watchers, process.send(_, change))
}

fn changes(subject: Subject(Change(v))) -> List(Change(v)) {
  case process.receive(subject, 20) {
    Ok(change) -> [change, ..changes(subject)]
    Error(Nil) -> []
  }
}

pub fn main() {
  let store = actor.start(State(dict.new(), []), handle)
  let mine = process.new_subject()
  process.send(store, Put("before", 0))
  process.send(store, Watch(mine))
  process.send(store, Put("a", 1))
  process.send(store, Put("a", 2))
  process.send(store, Put("b", 3))
  process.send(store, Delete("b"))
  process.send(store, Delete("nothing"))
  io.debug(process.call(store, Fetch("a", _), 1000))
  io.debug(process.call(store, Fetch("b", _), 1000))
  io.debug(process.call(store, Dump, 1000))
  io.debug(changes(mine))
  process.send(store, Close)
}
