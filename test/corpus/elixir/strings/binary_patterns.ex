defmodule Main do
  def ip(<<4::4, ihl::4, _tos::8, length::16, _id::16, _flags::3, _offset::13, ttl::8, protocol::8, _check::16,
           source::binary-size(4), destination::binary-size(4), rest::binary>>) do
    options = (ihl - 5) * 4
    <<_::binary-size(options), payload::binary>> = rest
    {length, ttl, protocol, dotted(source), dotted(destination), payload}
  end

  def ip(_), do: :not_ipv4

  defp dotted(bytes), do: bytes |> :binary.bin_to_list() |> Enum.join(".")

  def main do
    packet = <<0x45, 0, 0, 24, 0, 1, 0x40, 0, 64, 17, 0, 0, 10, 0, 0, 1, 192, 168, 1, 2, "data">>
    IO.inspect(ip(packet))
    IO.inspect(ip(<<0x65, 0>>))
    <<a::little-16, b::signed-8, c::float-32, d::bits>> = <<1, 2, 255, 63, 128, 0, 0, 5::3>>
    IO.inspect({a, b, c, d})
    <<head::utf8, rest::binary>> = "łabc"
    IO.inspect({head, rest})
    "prefix-" <> tail = "prefix-tail"
    IO.inspect(tail)
    size = 3
    <<first::binary-size(size), _::binary>> = "abcdef"
    IO.inspect(first)
    <<n::8, text::binary-size(n), _::binary>> = <<3, "xyzrest">>
    IO.inspect(text)
    IO.inspect(<<1, 2, 3::4>>)
    IO.inspect(<<1::1, 0::1, 1::6>>)
    IO.inspect(<<3.5::float-64>>)
    IO.inspect(<<-1::16, 300::8>>)
    IO.inspect(<<"a", "bc"::binary, ?d>>)
    IO.inspect(bit_size(<<1::7>>))
    IO.inspect(is_bitstring(<<1::7>>) and not is_binary(<<1::7>>))
    IO.inspect(for(<<x::2 <- <<0b11100100>> >>, do: x))
    IO.inspect(binary_part("hello", 1, 3))
    IO.inspect(:binary.split("a,b,c", ",", [:global]))
    IO.inspect(:binary.match("hello", ["l", "lo"]))
    IO.inspect("abc" < "abd")
    IO.inspect(<<1, 2>> <> <<3>>)
    IO.inspect(<<x::size(4)-unit(4)>> = <<1, 2>>)
    IO.inspect(x)
    IO.inspect(match?(<<_::binary-size(2), "c">>, "abc"))
  end
end
