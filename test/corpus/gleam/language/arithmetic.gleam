import corpus/float
import corpus/int
import corpus/io

pub fn main() {
  io.debug(1 + 2 * 3 - 4)
  io.debug(#(7 / 2, -7 / 2, 7 % 3, -7 % 3))
  io.debug(#(1 / 0, 5 % 0))
  io.debug(#(7.5 /. 2.0, 1.0 /. 0.0, 2.5 *. 4.0, 1.5 +. 0.25, 1.0 -. 3.0))
  io.debug(#(0xFF, 0b1010, 0o17, 1_000_000))
  io.debug(#(1 < 2, 2 <= 2, 3 > 4, 4 >= 4, 1.0 <. 2.0, 2.0 >=. 3.0))
  io.debug(#(1 == 1, 1 != 1, "a" == "a", [1] == [1], #(1, 2) != #(1, 2)))
  io.debug(#(True && False, True || False, !True))
  io.debug(int.power(2, 200))
  io.debug(int.power(7, 50) % 1_000_007)
  io.debug(#(int.and(12, 10), int.or(12, 10), int.xor(12, 10), int.shift_left(1, 70), int.shift_right(-9, 1)))
  io.debug(#(int.parse("42"), int.parse("-7"), int.parse("x"), int.parse("")))
  io.debug(#(float.parse("1.5"), float.parse("1"), float.to_string(0.1 +. 0.2)))
  io.debug(#(float.truncate(2.9), float.round(2.5), float.floor(-1.5), float.ceiling(1.2)))
  io.println(int.to_base(255, 16) <> " " <> int.to_base(-5, 2) <> " " <> float.decimals(3.14159, 2))
  io.debug(#(int.max(1, 2), int.min(1, 2), int.absolute(-3), int.compare(1, 2)))
  io.debug(float.square_root(2.0))
  io.debug(-{ 3 + 4 })
}
