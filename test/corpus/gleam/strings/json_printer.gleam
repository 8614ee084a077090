import corpus/float
import corpus/int
import corpus/io
import corpus/list
import corpus/text

pub type Json {
  Null
  Bool(Bool)
  Int(Int)
  Float(Float)
  String(String)
  Array(List(Json))
  Object(List(#(String, Json)))
}

pub fn encode(json: Json) -> String {
  case json {
    Null -> "null"
    Bool(True) -> "true"
    Bool(False) -> "false"
    Int(n) -> int.to_string(n)
    Float(x) -> float.to_string(x)
    String(s) -> quote(s)
    Array(items) -> "[" <> text.join(list.map(items, encode), ",") <> "]"
    Object(members) -> "{" <> text.join(list.map(members, member), ",") <> "}"
  }
}

fn member(entry: #(String, Json)) -> String {
  let #(key, value) = entry
  quote(key) <> ":" <> encode(value)
}

fn quote(s: String) -> String {
  "\"" <> text.concat(list.map(text.graphemes(s), escape)) <> "\""
}

fn escape(c: String) -> String {
  case c {
    "\"" -> "\\\""
    "\\" -> "\\\\"
    "\n" -> "\\n"
    "\t" -> "\\t"
    _ -> c
  }
}

fn pretty(json: Json, indent: String) -> String {
  let deeper = indent <> "  "
  case json {
    Array([_, ..] as items) -> block("[", "]", list.map(items, pretty(_, deeper)), indent)
    Object([_, ..] as members) ->
      block("{", "}", list.map(members, fn(m) { quote(m.0) <> ": " <> pretty(m.1, deeper) }), indent)
    _ -> encode(json)
  }
}

fn block(open: String, close: String, parts: List(String), indent: String) -> String {
  let separator = ",\n" <> indent <> "  "
  open <> "\n" <> indent <> "  " <> text.join(parts, separator) <> "\n" <> indent <> close
}

pub fn main() {
  let json =
    Object([
      #("name", String("café \"x\"\n")),
      #("values", Array([Int(1), Float(2.5), Null, Bool(True), Bool(False)])),
      #("empty", Array([])),
      #("nested", Object([#("k", Array([Array([Int(-1)]), Object([])]))])),
    ])
  io.println(encode(json))
  io.println(pretty(json, ""))
  io.debug(json)
}
