//// Integers.

import corpus/order.{Eq, Gt, Lt, Order}

@external(erlang, "erlang", "integer_to_binary")
pub fn to_string(n: Int) -> String

@external(erlang, "erlang", "integer_to_binary")
pub fn to_base(n: Int, base: Int) -> String

@external(erlang, "corpus_ffi", "parse_int")
pub fn parse(text: String) -> Result(Int, Nil)

@external(erlang, "erlang", "float")
pub fn to_float(n: Int) -> Float

@external(erlang, "erlang", "abs")
pub fn absolute(n: Int) -> Int

@external(erlang, "erlang", "band")
pub fn and(a: Int, b: Int) -> Int

@external(erlang, "erlang", "bor")
pub fn or(a: Int, b: Int) -> Int

@external(erlang, "erlang", "bxor")
pub fn xor(a: Int, b: Int) -> Int

@external(erlang, "erlang", "bsl")
pub fn shift_left(a: Int, by: Int) -> Int

@external(erlang, "erlang", "bsr")
pub fn shift_right(a: Int, by: Int) -> Int

pub fn compare(a: Int, b: Int) -> Order {
  case a == b, a < b {
    True, _ -> Eq
    False, True -> Lt
    False, False -> Gt
  }
}

pub fn max(a: Int, b: Int) -> Int {
  case a > b {
    True -> a
    False -> b
  }
}

pub fn min(a: Int, b: Int) -> Int {
  case a < b {
    True -> a
    False -> b
  }
}

pub fn is_even(n: Int) -> Bool {
  n % 2 == 0
}

/// Base to the exponent, by squaring.
pub fn power(base: Int, exponent: Int) -> Int {
  case exponent {
    0 -> 1
    _ -> {
      let half = power(base, exponent / 2)
      case is_even(exponent) {
        True -> half * half
        False -> half * half * base
      }
    }
  }
}
