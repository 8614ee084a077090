//// Strings.

import corpus/list
import corpus/order.{Eq, Gt, Lt, Order}

@external(erlang, "string", "length")
pub fn length(text: String) -> Int

@external(erlang, "erlang", "byte_size")
pub fn byte_size(text: String) -> Int

@external(erlang, "string", "uppercase")
pub fn uppercase(text: String) -> String

@external(erlang, "string", "lowercase")
pub fn lowercase(text: String) -> String

@external(erlang, "string", "trim")
pub fn trim(text: String) -> String

@external(erlang, "string", "reverse")
fn reverse_chars(text: String) -> a

@external(erlang, "unicode", "characters_to_binary")
fn binary(chars: a) -> String

@external(erlang, "unicode", "characters_to_list")
pub fn codepoints(text: String) -> List(Int)

@external(erlang, "unicode", "characters_to_binary")
pub fn from_codepoints(codepoints: List(Int)) -> String

@external(erlang, "string", "replace")
fn replace_parts(text: String, pattern: String, with: String, where: Where) -> a

@external(erlang, "corpus_ffi", "split")
pub fn split(text: String, on separator: String) -> List(String)

@external(erlang, "corpus_ffi", "slice")
pub fn slice(text: String, at: Int, length: Int) -> String

@external(erlang, "corpus_ffi", "pop_grapheme")
pub fn pop_grapheme(text: String) -> Result(#(String, String), Nil)

@external(erlang, "erlang", "iolist_to_binary")
pub fn concat(parts: List(String)) -> String

@external(erlang, "binary", "copy")
pub fn repeat(text: String, times: Int) -> String

@external(erlang, "erlang", "<")
fn less(a: String, b: String) -> Bool

type Where {
  All
}

pub fn reverse(text: String) -> String {
  binary(reverse_chars(text))
}

pub fn replace(in text: String, each pattern: String, with replacement: String) -> String {
  binary(replace_parts(text, pattern, replacement, All))
}

pub fn graphemes(text: String) -> List(String) {
  case pop_grapheme(text) {
    Ok(#(first, rest)) -> [first, ..graphemes(rest)]
    Error(Nil) -> []
  }
}

pub fn join(parts: List(String), with separator: String) -> String {
  case parts {
    [] -> ""
    [first, ..rest] -> concat([first, ..list.flat_map(rest, fn(part) { [separator, part] })])
  }
}

pub fn pad_left(text: String, to width: Int, with pad: String) -> String {
  case length(text) >= width {
    True -> text
    False -> pad_left(pad <> text, width, pad)
  }
}

pub fn compare(a: String, b: String) -> Order {
  case a == b, less(a, b) {
    True, _ -> Eq
    _, True -> Lt
    _, False -> Gt
  }
}
