defmodule Main do
  require Integer

  def main do
    IO.inspect(Integer.digits(12345))
    IO.inspect(Integer.digits(255, 16))
    IO.inspect(Integer.undigits([1, 2, 3]))
    IO.inspect({Integer.floor_div(-7, 2), div(-7, 2), Integer.mod(-7, 2), rem(-7, 2)})
    IO.inspect({Integer.gcd(12, 18), Integer.extended_gcd(240, 46), Integer.pow(2, 100)})
    IO.inspect({Integer.is_odd(3), Integer.is_even(3)})
    IO.inspect({Integer.parse("42abc"), Integer.parse("abc"), Integer.parse("-ff", 16), Integer.parse("")})
    IO.inspect({Integer.to_string(255, 2), Integer.to_string(-35, 36), Integer.to_charlist(12) == ~c"12"})
    IO.inspect({abs(-5), max(1, 2), min(1, :a)})
    IO.inspect(0xFF + 0b11 + 0o17 + 1_000)
    IO.inspect(7 / 2)
    IO.inspect(2 ** 10)
    IO.inspect(2 ** -1)
    IO.inspect(123_456_789_012_345_678_901_234_567_890 * 987_654_321)
    IO.inspect(div(10 ** 40, 3 ** 20))
    IO.inspect(rem(10 ** 40, 997))
    IO.inspect(-(10 ** 20))
    IO.inspect({1 == 1.0, 1 === 1.0, 1 != 1.0, 1 !== 1.0})
    import Bitwise
    IO.inspect({5 &&& 3, 5 ||| 3, bxor(5, 3), bnot(5), 1 <<< 70, (1 <<< 70) >>> 68, -1 >>> 3, -5 &&& 0xFF})
    IO.inspect({trunc(3.9), round(2.5), round(-2.5), floor(-1.5), ceil(1.2)})
    IO.inspect(for n <- 1..20, rem(n, 15) == 0 or rem(n, 5) == 0, do: n)
    for fun <- [fn -> div(1, 0) end, fn -> rem(1, 0) end, fn -> String.to_integer("x") end, fn -> 1 + :a end,
                fn -> Integer.undigits([12], 10) end, fn -> Integer.pow(2, -1) end] do
      try do
        fun.()
      rescue
        error -> IO.puts("#{inspect(error.__struct__)}")
      end
    end
    IO.inspect(Enum.map([1, 12, 123, 1234, 1234567], fn n ->
      n |> Integer.to_string() |> String.reverse() |> String.replace(~r/(\d{3})(?=\d)/, "\\1,") |> String.reverse()
    end))
  end
end
