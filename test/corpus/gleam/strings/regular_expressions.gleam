import corpus/io
import corpus/list

pub type Pattern

pub type CompileOption {
  Unicode
  Ucp
  Caseless
  Multiline
}

pub type RunOption {
  Global
  Capture(Which, As)
}

pub type Which {
  All
}

pub type As {
  Binary
}

pub type Match(a) {
  Match(a)
  Nomatch
}

@external(erlang, "re", "compile")
fn compile(pattern: String, options: List(CompileOption)) -> Result(Pattern, #(a, Int))

@external(erlang, "re", "run")
fn run(subject: String, pattern: Pattern, options: List(RunOption)) -> Match(List(String))

@external(erlang, "re", "run")
fn run_all(subject: String, pattern: Pattern, options: List(RunOption)) -> Match(List(List(String)))

@external(erlang, "re", "split")
fn split(subject: String, pattern: Pattern) -> List(String)

fn pattern(text: String, options: List(CompileOption)) -> Pattern {
  let assert Ok(compiled) = compile(text, [Unicode, Ucp, ..options])
  compiled
}

fn first(subject: String, regex: Pattern) -> Match(List(String)) {
  run(subject, regex, [Capture(All, Binary)])
}

fn every(subject: String, regex: Pattern) -> List(List(String)) {
  case run_all(subject, regex, [Global, Capture(All, Binary)]) {
    Match(found) -> found
    Nomatch -> []
  }
}

pub fn main() {
  io.debug(first("on 2024-05-06", pattern("(\\d+)-(\\d+)-(\\d+)", [])))
  io.debug(first("none", pattern("\\d", [])))
  io.debug(first("ŻÓŁW", pattern("żółw", [Caseless])))
  io.debug(every("a1b22c333", pattern("[a-z](\\d+)", [])))
  io.debug(every("zażółć gęślą", pattern("\\w+", [])))
  io.debug(every("one\ntwo", pattern("^\\w", [Multiline])))
  io.debug(every("aXbX", pattern("x", [Caseless])))
  io.debug(split("a, b ,c", pattern("\\s*,\\s*", [])))
  io.debug(split("none here", pattern(";", [])))
  io.debug(every("key=value; k2 = v2", pattern("(?<k>\\w+)\\s*=\\s*(\\w+)", [])))
  io.debug(first("aaa", pattern("a{2}?", [])))
  io.debug(first("foobar", pattern("(?<=foo)bar", [])))
  io.debug(first("ab", pattern("(x)?(b)", [])))
  list.each(["(", "[a", "*", "a{2,1}"], fn(bad) {
    case compile(bad, []) {
      Ok(_) -> io.println("compiled")
      Error(#(_, at)) -> io.println(bad <> " fails at " <> io.inspect(at))
    }
  })
}
