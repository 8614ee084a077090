//// Values whose type is known at run time only, decoded by Erlang's type tests.

import corpus/dict.{Dict}
import corpus/io
import corpus/list
import corpus/result
import corpus/text

pub type Dynamic

pub type Atom

@external(erlang, "corpus_ffi", "unsafe")
fn dynamic(term: a) -> Dynamic

@external(erlang, "corpus_ffi", "unsafe")
fn coerce(term: Dynamic) -> a

@external(erlang, "erlang", "is_integer")
fn is_int(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_float")
fn is_float(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_binary")
fn is_string(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_boolean")
fn is_bool(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_atom")
fn is_atom(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_list")
fn is_list(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_map")
fn is_map(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_tuple")
fn is_tuple(term: Dynamic) -> Bool

@external(erlang, "erlang", "is_function")
fn is_function(term: Dynamic) -> Bool

@external(erlang, "erlang", "tuple_size")
fn tuple_size(term: Dynamic) -> Int

@external(erlang, "erlang", "term_to_binary")
fn serialise(term: a) -> BitString

@external(erlang, "erlang", "binary_to_term")
fn restore(bytes: BitString) -> Dynamic

pub type Failure {
  Expected(String, got: String, path: List(String))
}

pub type Decoder(a) =
  fn(Dynamic) -> Result(a, Failure)

fn classify(term: Dynamic) -> String {
  let tests = [
    #(is_int, "Int"),
    #(is_float, "Float"),
    #(is_string, "String"),
    #(is_bool, "Bool"),
    #(is_atom, "Atom"),
    #(is_list, "List"),
    #(is_map, "Dict"),
    #(is_function, "Function"),
  ]
  case list.find(tests, fn(test) { test.0(term) }), is_tuple(term) {
    Ok(#(_, name)), _ -> name
    _, True -> "Tuple of " <> io.inspect(tuple_size(term))
    _, _ -> "something else"
  }
}

fn primitive(name: String, test: fn(Dynamic) -> Bool) -> Decoder(a) {
  fn(term) {
    case test(term) {
      True -> Ok(coerce(term))
      False -> Error(Expected(name, classify(term), []))
    }
  }
}

fn int() -> Decoder(Int) {
  primitive("Int", is_int)
}

fn string() -> Decoder(String) {
  primitive("String", is_string)
}

fn list_of(inner: Decoder(a)) -> Decoder(List(a)) {
  fn(term) {
    use items <- result.try(primitive("List", is_list)(term))
    list.try_map(items, inner)
    |> under("*")
  }
}

fn field(name: String, inner: Decoder(a)) -> Decoder(a) {
  fn(term) {
    use fields: Dict(String, Dynamic) <- result.try(primitive("Dict", is_map)(term))
    use value <- result.try(
      dict.get(fields, name)
      |> result.replace_error(Expected("field", "nothing", [name])),
    )
    inner(value)
    |> under(name)
  }
}

fn under(result: Result(a, Failure), name: String) -> Result(a, Failure) {
  use failure <- result.map_error(result)
  Expected(..failure, path: [name, ..failure.path])
}

pub type User {
  User(name: String, scores: List(Int))
}

fn user(term: Dynamic) -> Result(User, Failure) {
  use name <- result.try(field("name", string())(term))
  use scores <- result.map(field("scores", list_of(int()))(term))
  User(name, scores)
}

pub fn main() {
  [
    dynamic(1),
    dynamic(1.5),
    dynamic("text"),
    dynamic(True),
    dynamic(Nil),
    dynamic([1]),
    dynamic(#(1, 2)),
    dynamic(dict.new()),
    dynamic(main),
    dynamic(<<1:size(3)>>),
  ]
  |> list.map(classify)
  |> text.join(", ")
  |> io.println
  let record = fn(name: Dynamic, scores: Dynamic) { dynamic(dict.from_list([#("name", name), #("scores", scores)])) }
  io.debug(user(record(dynamic("Ann"), dynamic([1, 2]))))
  io.debug(user(record(dynamic(5), dynamic([1, 2]))))
  io.debug(user(record(dynamic("Bob"), dynamic([dynamic(1), dynamic("2")]))))
  io.debug(user(dynamic(dict.from_list([#("name", "Eve")]))))
  io.debug(user(dynamic("nothing like it")))
  io.debug(restore(serialise(User("Zoë", [1, 2]))) == dynamic(User("Zoë", [1, 2])))
  io.debug(serialise(#(1, "a")))
}
