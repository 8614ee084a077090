import corpus/dict.{Dict}
import corpus/int
import corpus/io
import corpus/list
import corpus/result

pub type Expr {
  Num(Int)
  Var(String)
  Add(Expr, Expr)
  Mul(Expr, Expr)
  Div(Expr, Expr)
  Let(name: String, value: Expr, body: Expr)
  Lambda(String, Expr)
  Apply(Expr, Expr)
  If(Expr, Expr, Expr)
}

pub type Value {
  Number(Int)
  Closure(String, Expr, Dict(String, Value))
}

pub type Failure {
  Unbound(String)
  DivisionByZero
  NotANumber(Value)
  NotAFunction(Value)
}

fn eval(expr: Expr, env: Dict(String, Value)) -> Result(Value, Failure) {
  case expr {
    Num(n) -> Ok(Number(n))
    Var(name) -> dict.get(env, name) |> result.replace_error(Unbound(name))
    Add(a, b) -> binary(a, b, env, fn(x, y) { Ok(x + y) })
    Mul(a, b) -> binary(a, b, env, fn(x, y) { Ok(x * y) })
    Div(a, b) ->
      binary(a, b, env, fn(x, y) {
        case y {
          0 -> Error(DivisionByZero)
          _ -> Ok(x / y)
        }
      })
    Let(name, value, body) -> {
      use bound <- result.try(eval(value, env))
      eval(body, dict.insert(env, name, bound))
    }
    Lambda(name, body) -> Ok(Closure(name, body, env))
    Apply(function, argument) -> {
      use f <- result.try(eval(function, env))
      use x <- result.try(eval(argument, env))
      case f {
        Closure(name, body, captured) -> eval(body, dict.insert(captured, name, x))
        other -> Error(NotAFunction(other))
      }
    }
    If(condition, yes, no) -> {
      use n <- result.try(number(condition, env))
      case n {
        0 -> eval(no, env)
        _ -> eval(yes, env)
      }
    }
  }
}

fn number(expr: Expr, env: Dict(String, Value)) -> Result(Int, Failure) {
  use value <- result.try(eval(expr, env))
  case value {
    Number(n) -> Ok(n)
    other -> Error(NotANumber(other))
  }
}

fn binary(a: Expr, b: Expr, env: Dict(String, Value), f: fn(Int, Int) -> Result(Int, Failure)) -> Result(Value, Failure) {
  use x <- result.try(number(a, env))
  use y <- result.try(number(b, env))
  result.map(f(x, y), Number)
}

/// The Z combinator's factorial: recursion without recursive bindings.
fn factorial(n: Int) -> Expr {
  let self = Lambda("f", Lambda("n", If(Var("n"), Mul(Var("n"), Apply(Apply(Var("f"), Var("f")), Add(Var("n"), Num(-1)))), Num(1))))
  Let("fact", self, Apply(Apply(Var("fact"), Var("fact")), Num(n)))
}

pub fn main() {
  let programs = [
    Add(Num(1), Mul(Num(2), Num(3))),
    Let("x", Num(5), Mul(Var("x"), Var("x"))),
    Var("nope"),
    Div(Num(1), Add(Num(1), Num(-1))),
    Apply(Num(1), Num(2)),
    Add(Lambda("x", Var("x")), Num(1)),
    Apply(Let("y", Num(10), Lambda("x", Add(Var("x"), Var("y")))), Num(32)),
    factorial(20),
  ]
  list.each(programs, fn(program) { io.debug(eval(program, dict.new())) })
  let assert Ok(Number(n)) = eval(factorial(30), dict.new())
  io.println(int.to_string(n))
}
