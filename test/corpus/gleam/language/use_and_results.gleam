import corpus/int
import corpus/io
import corpus/list
import corpus/result
import corpus/text

pub type ParseError {
  NotANumber(String)
  OutOfRange(Int)
  Missing
}

fn number(input: String) -> Result(Int, ParseError) {
  use n <- result.try(
    int.parse(text.trim(input))
    |> result.replace_error(NotANumber(input)),
  )
  case n >= 0 && n <= 100 {
    True -> Ok(n)
    False -> Error(OutOfRange(n))
  }
}

fn average(line: String) -> Result(Int, ParseError) {
  use numbers <- result.try(list.try_map(text.split(line, ","), number))
  use <- require(list.length(numbers) > 1, Missing)
  Ok(list.sum(numbers) / list.length(numbers))
}

fn require(condition: Bool, error: e, then: fn() -> Result(a, e)) -> Result(a, e) {
  case condition {
    True -> then()
    False -> Error(error)
  }
}

fn explain(error: ParseError) -> String {
  case error {
    NotANumber(what) -> "not a number: " <> what
    OutOfRange(n) -> "out of range: " <> int.to_string(n)
    Missing -> "missing"
  }
}

pub fn main() {
  use line <- list.each(["1,2,3", "10, 20", "1,x", "200,1", "7", "-1,4"])
  case average(line) {
    Ok(n) -> io.println(line <> " -> " <> int.to_string(n))
    Error(e) -> io.println(line <> " -> " <> explain(e))
  }
  io.debug(average(line) |> result.map_error(explain))
  io.debug(average(line) |> result.map(fn(n) { n * 2 }) |> result.unwrap(or: 0))
}
