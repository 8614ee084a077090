import corpus/io
import corpus/list

fn header(bits: BitString) -> Result(#(Int, Int, Int, BitString), String) {
  case bits {
    <<4:size(4), length:size(12), flag:size(1), rest:size(15), payload:binary>> ->
      Ok(#(length, flag, rest, payload))
    <<version:size(4), _:bit_string>> -> Error("version " <> io.inspect(version))
    _ -> Error("short")
  }
}

fn bytes(bits: BitString) -> List(Int) {
  case bits {
    <<byte, rest:binary>> -> [byte, ..bytes(rest)]
    _ -> []
  }
}

fn checksum(bits: BitString, sum: Int) -> Int {
  case bits {
    <<word:size(16), rest:binary>> -> checksum(rest, sum + word)
    <<byte>> -> sum + byte * 256
    _ -> sum % 65_536
  }
}

pub fn main() {
  io.debug(header(<<0x4A, 0xBC, 0x80, 0x01, "data":utf8>>))
  io.debug(header(<<0x61, 0>>))
  io.debug(header(<<>>))
  io.debug(bytes(<<"hé":utf8>>))
  io.debug(<<1, 2, 3:size(4)>>)
  io.debug(<<1:size(16), 2:size(16)-little, -1:size(8)>>)
  io.debug(<<1.5:float>>)
  io.debug(<<"é":utf16, "é":utf32>>)
  io.debug(checksum(<<"The quick brown fox":utf8>>, 0))
  let assert <<x:size(3), y:size(5)>> = <<0b10100110>>
  io.debug(#(x, y))
  let assert <<n:signed-size(8), u:unsigned-size(8), l:little-size(32), f:float>> = <<-5, 251, 1, 0, 0, 0, 2.5:float>>
  io.debug(#(n, u, l, f))
  let assert <<char:utf8_codepoint, after:bit_string>> = <<"łabc":utf8>>
  io.debug(#(char, after))
  let size = 2
  let assert <<first:binary-size(size), more:binary>> = <<"abcdef":utf8>>
  io.debug(#(first, more))
  io.debug(list.map([<<0>>, <<255, 255>>, <<1:size(1)>>], fn(b) { <<b:bit_string, 1:size(2)>> }))
  io.debug(<<"a":utf8>> == <<97>>)
}
