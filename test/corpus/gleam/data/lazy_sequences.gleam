import corpus/io
import corpus/list
import corpus/seq

fn primes() -> seq.Seq(Int) {
  seq.iterate(2, fn(n) { n + 1 })
  |> seq.filter(is_prime(_, 2))
}

fn is_prime(n: Int, divisor: Int) -> Bool {
  case divisor * divisor > n {
    True -> True
    False -> n % divisor != 0 && is_prime(n, divisor + 1)
  }
}

pub fn main() {
  io.debug(seq.iterate(1, fn(x) { x * 2 }) |> seq.take(12))
  io.debug(primes() |> seq.take(15))
  io.debug(primes() |> seq.map(fn(p) { p * p }) |> seq.take_while(fn(x) { x < 400 }))
  let fibonacci = seq.unfold(#(0, 1), fn(state) {
    let #(a, b) = state
    Ok(#(a, #(b, a + b)))
  })
  io.debug(fibonacci |> seq.filter(fn(x) { x % 2 == 0 }) |> seq.take(8))
  let finite = seq.unfold([1, 2, 3], fn(xs) {
    case xs {
      [] -> Error(Nil)
      [x, ..rest] -> Ok(#(x, rest))
    }
  })
  io.debug(seq.take(finite, 10))
  io.debug(finite |> seq.map(fn(x) {
    io.debug(x)
    x * 10
  }) |> seq.take(2))
  io.debug(list.length(seq.take(fibonacci, 300)))
}
