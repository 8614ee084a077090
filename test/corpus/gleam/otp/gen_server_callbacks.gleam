//// A Gleam module as the callback module of OTP's gen_server: constructors are the tuples that it
//// expects.

import corpus/dict.{Dict}
import corpus/io
import corpus/process.{Pid}

pub type Atom

pub type Request {
  Put(String, Int)
  Get(String)
  Size
  Finish
}

pub type Answer {
  Stored
  Found(Int)
  NotFound
  Count(Int)
  Bye
}

pub type CallResult(state) {
  Reply(Answer, state)
  Stop(StopReason, Answer, state)
}

pub type InfoResult(state) {
  Noreply(state)
}

pub type StopReason {
  Normal
}

pub type State =
  Dict(String, Int)

@external(erlang, "erlang", "binary_to_atom")
fn atom(name: String) -> Atom

@external(erlang, "gen_server", "start_link")
fn start_link(module: Atom, argument: a, options: List(b)) -> Result(Pid, c)

@external(erlang, "gen_server", "call")
fn call(server: Pid, request: Request) -> Answer

@external(erlang, "gen_server", "cast")
fn cast(server: Pid, request: Request) -> Atom

@external(erlang, "erlang", "send")
fn send(server: Pid, message: a) -> a

@external(erlang, "sys", "get_state")
fn state_of(server: Pid) -> State

@external(erlang, "sys", "suspend")
fn suspend(server: Pid) -> Atom

@external(erlang, "sys", "resume")
fn resume(server: Pid) -> Atom

pub fn init(entries: List(#(String, Int))) -> Result(State, Nil) {
  Ok(dict.from_list(entries))
}

pub fn handle_call(request: Request, _from: a, state: State) -> CallResult(State) {
  case request {
    Put(key, value) -> Reply(Stored, dict.insert(state, key, value))
    Get(key) ->
      case dict.get(state, key) {
        Ok(value) -> Reply(Found(value), state)
        Error(Nil) -> Reply(NotFound, state)
      }
    Size -> Reply(Count(dict.size(state)), state)
    Finish -> Stop(Normal, Bye, state)
  }
}

pub fn handle_cast(request: Request, state: State) -> InfoResult(State) {
  case request {
    Put(key, value) -> Noreply(dict.insert(state, key, value))
    _ -> Noreply(state)
  }
}

pub fn handle_info(message: String, state: State) -> InfoResult(State) {
  io.println("info " <> message)
  Noreply(dict.insert(state, message, 0))
}

pub fn terminate(reason: StopReason, state: State) -> Nil {
  io.debug(#("terminate", reason, dict.to_list(state)))
  Nil
}

pub fn main() {
  let assert Ok(server) = start_link(atom("gen_server_callbacks"), [#("a", 1)], [])
  io.debug(call(server, Get("a")))
  io.debug(call(server, Get("z")))
  io.debug(call(server, Put("b", 2)))
  io.debug(cast(server, Put("c", 3)))
  send(server, "hello")
  io.debug(call(server, Size))
  suspend(server)
  cast(server, Put("d", 4))
  resume(server)
  io.debug(dict.to_list(state_of(server)))
  io.debug(call(server, Finish))
  process.sleep(10)
  io.debug(process.is_alive(server))
}
