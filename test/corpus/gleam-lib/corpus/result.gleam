//// Results.

pub fn map(result: Result(a, e), f: fn(a) -> b) -> Result(b, e) {
  case result {
    Ok(x) -> Ok(f(x))
    Error(e) -> Error(e)
  }
}

pub fn map_error(result: Result(a, e), f: fn(e) -> g) -> Result(a, g) {
  case result {
    Ok(x) -> Ok(x)
    Error(e) -> Error(f(e))
  }
}

pub fn try(result: Result(a, e), f: fn(a) -> Result(b, e)) -> Result(b, e) {
  case result {
    Ok(x) -> f(x)
    Error(e) -> Error(e)
  }
}

pub fn unwrap(result: Result(a, e), or default: a) -> a {
  case result {
    Ok(x) -> x
    Error(_) -> default
  }
}

pub fn replace_error(result: Result(a, e), with error: g) -> Result(a, g) {
  map_error(result, fn(_) { error })
}

/// All values, or the first error.
pub fn all(results: List(Result(a, e))) -> Result(List(a), e) {
  case results {
    [] -> Ok([])
    [first, ..rest] -> {
      use x <- try(first)
      use xs <- try(all(rest))
      Ok([x, ..xs])
    }
  }
}
