defmodule Main do
  def main do
    for f <- [0.1, 1.0, 1.0e10, 1.0e16, 1.0e21, 1.0e22, 1.0e100, 1.0e-5, 123456.789, 5.0e-324, 1.7976931348623157e308, -0.0, 100.0, 0.1 + 0.2, 1 / 3] do
      IO.puts(f)
      IO.inspect(f)
    end
    IO.inspect({Float.round(3.14159, 2), Float.round(2.5), Float.round(-0.5), Float.round(1.005, 2)})
    IO.inspect({Float.floor(3.7), Float.ceil(3.2), Float.floor(-3.145, 2), Float.ceil(3.141, 2)})
    IO.inspect({Float.parse("3.14abc"), Float.parse("1e5"), Float.parse("1.5e-3x"), Float.parse("abc"), Float.parse(".5"), Float.parse("7")})
    IO.inspect(Float.ratio(0.75))
    IO.inspect(Float.ratio(-3.14))
    IO.inspect({Float.to_string(1.5), Float.to_charlist(2.5) == ~c"2.5"})
    IO.inspect({Float.pow(2.0, 0.5), :math.sqrt(16), :math.pi()})
    IO.inspect({Float.min_finite(), Float.max_finite()})
    IO.inspect(:erlang.float_to_binary(3.14159, decimals: 2))
    IO.inspect(:erlang.float_to_binary(1.0e20, [:compact, decimals: 4]))
    IO.inspect(:erlang.float_to_binary(12345.678, scientific: 3))
    IO.inspect(String.to_float("1.0e-10"))
    IO.inspect(0.1 + 0.2 == 0.3)
    IO.inspect(1.0 * 3)
    IO.inspect(trunc(1.0e20))
    IO.inspect(Enum.sum([0.1, 0.2, 0.3]))
    IO.inspect(Enum.map(1..5, &Float.round(&1 / 7, 3)))
    for fun <- [fn -> 1 / 0 end, fn -> :math.sqrt(-1) end, fn -> String.to_float("1") end, fn -> 1.0e308 * 10 end,
                fn -> Float.round(1.0, 20) end] do
      try do
        IO.inspect(fun.())
      rescue
        error -> IO.puts("#{inspect(error.__struct__)}: #{Exception.message(error) |> String.split("\n") |> hd()}")
      end
    end
  end
end
