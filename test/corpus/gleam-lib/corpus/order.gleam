//// Comparison results.

pub type Order {
  Lt
  Eq
  Gt
}

pub fn reverse(order: Order) -> Order {
  case order {
    Lt -> Gt
    Eq -> Eq
    Gt -> Lt
  }
}

/// The second decides where the first does not.
pub fn then(first: Order, second: fn() -> Order) -> Order {
  case first {
    Eq -> second()
    Lt | Gt -> first
  }
}
