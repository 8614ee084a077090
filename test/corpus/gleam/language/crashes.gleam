import corpus/io
import corpus/process.{Reason}

@external(erlang, "corpus_ffi", "rescue")
fn rescue(f: fn() -> a) -> Result(a, Reason)

@external(erlang, "erlang", "hd")
fn first(list: List(a)) -> a

@external(erlang, "erlang", "error")
fn fail(reason: a) -> b

@external(erlang, "erlang", "exit")
fn exit(reason: a) -> b

@external(erlang, "erlang", "throw")
fn throw(value: a) -> b

fn identity(x: a) -> a {
  x
}

pub fn main() {
  io.debug(rescue(fn() { 1 }))
  io.debug(rescue(fn() {
    let assert Ok(x) = identity(Error("no"))
    x
  }))
  io.debug(rescue(fn() {
    let assert [x, _] = identity([1])
    x
  }))
  io.debug(rescue(fn() { todo }))
  io.debug(rescue(fn() { panic }))
  io.debug(rescue(fn() { first(identity([])) }))
  io.debug(rescue(fn() { fail("custom") }))
  io.debug(rescue(fn() { exit(#("exit", 1)) }))
  io.debug(rescue(fn() { throw(["ball"]) }))
  io.println("still here")
}
