//// Lazy sequences.

pub opaque type Seq(a) {
  Seq(next: fn() -> Step(a))
}

pub type Step(a) {
  Next(a, Seq(a))
  Done
}

pub fn unfold(from state: s, with f: fn(s) -> Result(#(a, s), Nil)) -> Seq(a) {
  use <- Seq
  case f(state) {
    Ok(#(x, next)) -> Next(x, unfold(next, f))
    Error(Nil) -> Done
  }
}

pub fn iterate(from x: a, with f: fn(a) -> a) -> Seq(a) {
  unfold(x, fn(x) { Ok(#(x, f(x))) })
}

pub fn map(seq: Seq(a), f: fn(a) -> b) -> Seq(b) {
  use <- Seq
  case seq.next() {
    Next(x, rest) -> Next(f(x), map(rest, f))
    Done -> Done
  }
}

pub fn filter(seq: Seq(a), keep: fn(a) -> Bool) -> Seq(a) {
  use <- Seq
  first_kept(seq, keep)
}

fn first_kept(seq: Seq(a), keep: fn(a) -> Bool) -> Step(a) {
  case seq.next() {
    Done -> Done
    Next(x, rest) ->
      case keep(x) {
        True -> Next(x, filter(rest, keep))
        False -> first_kept(rest, keep)
      }
  }
}

pub fn take(seq: Seq(a), count: Int) -> List(a) {
  case count {
    0 -> []
    _ ->
      case seq.next() {
        Done -> []
        Next(x, rest) -> [x, ..take(rest, count - 1)]
      }
  }
}

pub fn take_while(seq: Seq(a), keep: fn(a) -> Bool) -> List(a) {
  case seq.next() {
    Next(x, rest) ->
      case keep(x) {
        True -> [x, ..take_while(rest, keep)]
        False -> []
      }
    Done -> []
  }
}
