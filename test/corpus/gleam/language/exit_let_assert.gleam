// corpus: exit=1
import corpus/io

pub fn main() {
  io.println("before")
  let assert Ok(value) = find(3)
  io.debug(value)
}

fn find(n: Int) -> Result(Int, String) {
  case n {
    1 -> Ok(1)
    _ -> Error("nothing found")
  }
}
