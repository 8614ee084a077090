//// Printing for the corpus's programs.

@external(erlang, "io", "put_chars")
fn put_chars(text: String) -> a

@external(erlang, "corpus_ffi", "inspect")
pub fn inspect(term: a) -> String

pub fn print(text: String) -> Nil {
  put_chars(text)
  Nil
}

pub fn println(text: String) -> Nil {
  print(text <> "\n")
}

/// Prints a term as Erlang writes it, and returns it.
pub fn debug(term: a) -> a {
  println(inspect(term))
  term
}
