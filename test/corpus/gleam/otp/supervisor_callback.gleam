//// OTP's supervisor with a Gleam callback module and Gleam children.

import corpus/dict.{Dict}
import corpus/io
import corpus/list
import corpus/process.{Pid}

pub type Atom

pub type Dynamic

@external(erlang, "erlang", "binary_to_atom")
fn atom(name: String) -> Atom

@external(erlang, "corpus_ffi", "unsafe")
fn dynamic(term: a) -> Dynamic

@external(erlang, "supervisor", "start_link")
fn start_link(module: Atom, argument: a) -> Result(Pid, Dynamic)

@external(erlang, "supervisor", "which_children")
fn children(supervisor: Pid) -> List(#(Int, Pid, Dynamic, Dynamic))

@external(erlang, "erlang", "register")
fn register(name: Atom, pid: Pid) -> Bool

@external(erlang, "erlang", "whereis")
fn whereis(name: Atom) -> Pid

@external(erlang, "proc_lib", "start_link")
fn start_child(module: Atom, function: Atom, arguments: List(Int)) -> Result(Pid, Dynamic)

@external(erlang, "proc_lib", "init_ack")
fn acknowledge(result: Result(Pid, Nil)) -> Dynamic

@external(erlang, "erlang", "exit")
fn kill(pid: Pid, reason: Atom) -> Bool

@external(erlang, "logger", "set_primary_config")
fn logging(key: Atom, value: Atom) -> Dynamic

pub fn init(count: Int) -> Result(#(Dict(Atom, Dynamic), List(Dict(Atom, Dynamic))), Nil) {
  let flags =
    dict.from_list([
      #(atom("strategy"), dynamic(atom("one_for_one"))),
      #(atom("intensity"), dynamic(5)),
      #(atom("period"), dynamic(10)),
    ])
  let specs =
    list.map(list.range(1, count), fn(n) {
      dict.from_list([
        #(atom("id"), dynamic(n)),
        #(atom("start"), dynamic(#(atom("supervisor_callback"), atom("start_worker"), [n]))),
      ])
    })
  Ok(#(flags, specs))
}

pub fn start_worker(n: Int) -> Result(Pid, Dynamic) {
  start_child(atom("supervisor_callback"), atom("worker"), [n])
}

pub fn worker(n: Int) -> Nil {
  io.println("worker " <> io.inspect(n) <> " starts")
  register(name(n), process.self())
  acknowledge(Ok(process.self()))
  process.sleep(60_000)
}

fn name(n: Int) -> Atom {
  atom("worker_" <> io.inspect(n))
}

fn ids(supervisor: Pid) -> List(Int) {
  list.map(children(supervisor), fn(child) { child.0 })
}

pub fn main() {
  logging(atom("level"), atom("none"))
  let assert Ok(supervisor) = start_link(atom("supervisor_callback"), 3)
  io.debug(ids(supervisor))
  let second = whereis(name(2))
  kill(second, atom("crash"))
  process.sleep(20)
  io.debug(ids(supervisor))
  io.debug(whereis(name(2)) == second)
  io.debug(process.is_alive(whereis(name(2))))
  io.debug(list.all(children(supervisor), fn(child) { process.is_alive(child.1) }))
}
