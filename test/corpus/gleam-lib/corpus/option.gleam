//// Values that may be missing.

pub type Option(a) {
  Some(a)
  None
}

pub fn map(option: Option(a), f: fn(a) -> b) -> Option(b) {
  case option {
    Some(x) -> Some(f(x))
    None -> None
  }
}

pub fn then(option: Option(a), f: fn(a) -> Option(b)) -> Option(b) {
  case option {
    Some(x) -> f(x)
    None -> None
  }
}

pub fn unwrap(option: Option(a), or default: a) -> a {
  case option {
    Some(x) -> x
    None -> default
  }
}

pub fn from_result(result: Result(a, e)) -> Option(a) {
  case result {
    Ok(x) -> Some(x)
    Error(_) -> None
  }
}
