import corpus/int
import corpus/io
import corpus/list
import corpus/result
import corpus/text

pub type Token {
  Number(Int)
  Name(String)
  Symbol(String)
}

pub type Problem {
  Unexpected(grapheme: String, at: Int)
}

fn tokens(input: String, at: Int, found: List(Token)) -> Result(List(Token), Problem) {
  case text.pop_grapheme(input) {
    Error(Nil) -> Ok(list.reverse(found))
    Ok(#(" ", rest)) -> tokens(rest, at + 1, found)
    Ok(#(c, rest)) ->
      case kind(c) {
        Digit -> {
          let #(word, rest) = span(input, is_digit)
          let assert Ok(n) = int.parse(word)
          tokens(rest, at + text.length(word), [Number(n), ..found])
        }
        Letter -> {
          let #(word, rest) = span(input, is_letter)
          tokens(rest, at + text.length(word), [Name(word), ..found])
        }
        Operator -> tokens(rest, at + 1, [Symbol(c), ..found])
        Other -> Error(Unexpected(c, at))
      }
  }
}

type Kind {
  Digit
  Letter
  Operator
  Other
}

fn kind(c: String) -> Kind {
  case is_digit(c), is_letter(c), list.contains(c, ["+", "-", "*", "/", "(", ")", "="]) {
    True, _, _ -> Digit
    _, True, _ -> Letter
    _, _, True -> Operator
    _, _, _ -> Other
  }
}

fn is_digit(c: String) -> Bool {
  case int.parse(c) {
    Ok(_) -> True
    Error(_) -> False
  }
}

fn is_letter(c: String) -> Bool {
  text.lowercase(c) != text.uppercase(c) || c == "_"
}

fn span(input: String, wanted: fn(String) -> Bool) -> #(String, String) {
  case text.pop_grapheme(input) {
    Ok(#(c, rest)) ->
      case wanted(c) {
        True -> {
          let #(more, left) = span(rest, wanted)
          #(c <> more, left)
        }
        False -> #("", input)
      }
    Error(Nil) -> #("", "")
  }
}

pub fn main() {
  use line <- list.each(["x = 12 * (y + 3)", "żółw1=42", "", "a $ b", "007"])
  io.debug(tokens(line, 0, []))
  tokens(line, 0, [])
  |> result.map(list.length)
  |> io.debug
}
