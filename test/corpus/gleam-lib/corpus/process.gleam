//// Typed processes: a subject is where messages of one type go, made by the process that receives
//// them.

pub type Pid

pub type Tag

pub type Monitor

pub type Subject(message) {
  Subject(owner: Pid, tag: Tag)
}

pub type Reason

@external(erlang, "erlang", "self")
pub fn self() -> Pid

@external(erlang, "erlang", "make_ref")
fn make_tag() -> Tag

@external(erlang, "erlang", "spawn")
pub fn spawn(f: fn() -> a) -> Pid

@external(erlang, "erlang", "spawn_link")
pub fn spawn_link(f: fn() -> a) -> Pid

@external(erlang, "corpus_ffi", "spawn_monitored")
pub fn spawn_monitored(f: fn() -> a) -> #(Pid, Monitor)

@external(erlang, "corpus_ffi", "await_down")
pub fn await_down(monitor: Monitor, within: Int) -> Result(Reason, Nil)

@external(erlang, "erlang", "is_process_alive")
pub fn is_alive(pid: Pid) -> Bool

@external(erlang, "timer", "sleep")
pub fn sleep(milliseconds: Int) -> a

@external(erlang, "erlang", "send")
fn raw_send(pid: Pid, message: #(Tag, m)) -> a

@external(erlang, "corpus_ffi", "receive_tagged")
fn receive_tagged(address: #(Pid, Tag), within: Int) -> Result(m, Nil)

@external(erlang, "corpus_ffi", "receive_any_tagged")
fn receive_any_tagged(handlers: List(Handler(r)), within: Int) -> Result(r, Nil)

@external(erlang, "corpus_ffi", "unsafe")
fn unsafe(term: a) -> b

pub type Handler(result)

pub fn new_subject() -> Subject(m) {
  Subject(self(), make_tag())
}

pub fn send(subject: Subject(m), message: m) -> Nil {
  raw_send(subject.owner, #(subject.tag, message))
  Nil
}

pub fn receive(subject: Subject(m), within: Int) -> Result(m, Nil) {
  receive_tagged(#(subject.owner, subject.tag), within)
}

/// How a message to a subject becomes a result that several subjects share.
pub fn handler(subject: Subject(m), f: fn(m) -> r) -> Handler(r) {
  unsafe(#(#(subject.owner, subject.tag), f))
}

pub fn select(handlers: List(Handler(r)), within: Int) -> Result(r, Nil) {
  receive_any_tagged(handlers, within)
}

/// Sends a message that carries where to reply to, and waits for the reply.
pub fn call(subject: Subject(m), message: fn(Subject(r)) -> m, within: Int) -> Result(r, Nil) {
  let reply = new_subject()
  send(subject, message(reply))
  receive(reply, within)
}
