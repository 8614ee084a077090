// corpus: exit=1
import corpus/io

@external(erlang, "erlang", "binary_to_integer")
fn to_int(text: String) -> Int

fn sum(texts: List(String)) -> Int {
  case texts {
    [] -> 0
    [text, ..rest] -> to_int(text) + sum(rest)
  }
}

pub fn main() {
  io.debug(sum(["1", "2"]))
  io.debug(sum(["1", "two"]))
}
