//// Floats.

@external(erlang, "erlang", "float_to_binary")
fn with_options(x: Float, options: List(a)) -> String

@external(erlang, "io_lib_format", "fwrite_g")
fn shortest(x: Float) -> a

@external(erlang, "unicode", "characters_to_binary")
fn binary(chars: a) -> String

@external(erlang, "corpus_ffi", "parse_float")
pub fn parse(text: String) -> Result(Float, Nil)

@external(erlang, "erlang", "trunc")
pub fn truncate(x: Float) -> Int

@external(erlang, "erlang", "round")
pub fn round(x: Float) -> Int

@external(erlang, "math", "sqrt")
pub fn square_root(x: Float) -> Float

@external(erlang, "math", "pow")
pub fn power(x: Float, y: Float) -> Float

@external(erlang, "math", "floor")
pub fn floor(x: Float) -> Float

@external(erlang, "math", "ceil")
pub fn ceiling(x: Float) -> Float

pub type Option {
  Decimals(Int)
  Compact
}

pub fn to_string(x: Float) -> String {
  binary(shortest(x))
}

pub fn decimals(x: Float, count: Int) -> String {
  with_options(x, [Decimals(count)])
}
