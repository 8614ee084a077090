import corpus/int
import corpus/io
import corpus/list

fn ackermann(m: Int, n: Int) -> Int {
  case m, n {
    0, _ -> n + 1
    _, 0 -> ackermann(m - 1, 1)
    _, _ -> ackermann(m - 1, ackermann(m, n - 1))
  }
}

fn count_down(n: Int) -> Int {
  case n {
    0 -> 0
    _ -> count_down(n - 1)
  }
}

fn deep(n: Int) -> Int {
  case n {
    0 -> 0
    _ -> 1 + deep(n - 1)
  }
}

fn even(n: Int) -> Bool {
  case n {
    0 -> True
    _ -> odd(n - 1)
  }
}

fn odd(n: Int) -> Bool {
  case n {
    0 -> False
    _ -> even(n - 1)
  }
}

fn collatz(n: Int, steps: Int) -> Int {
  case n, n % 2 {
    1, _ -> steps
    _, 0 -> collatz(n / 2, steps + 1)
    _, _ -> collatz(3 * n + 1, steps + 1)
  }
}

fn factorial(n: Int) -> Int {
  case n {
    0 -> 1
    _ -> n * factorial(n - 1)
  }
}

fn gcd(a: Int, b: Int) -> Int {
  case b {
    0 -> a
    _ -> gcd(b, a % b)
  }
}

pub fn main() {
  io.debug(ackermann(2, 9))
  io.debug(count_down(1_000_000))
  io.debug(deep(200_000))
  io.debug(#(even(10_001), odd(10_001)))
  io.debug(list.map(list.range(1, 12), collatz(_, 0)))
  io.println(int.to_string(factorial(60)))
  io.debug(gcd(1_071, 462))
  io.debug(list.range(1, 50_000) |> list.map(fn(x) { x * 2 }) |> list.sum)
}
