# corpus: otp>=27
# The JSON module is there since Elixir 1.18.
defmodule Point do
  @derive {JSON.Encoder, only: [:x]}
  defstruct [:x, :y]
end

defmodule Money do
  defstruct [:cents]

  defimpl JSON.Encoder do
    def encode(%{cents: cents}, encoder), do: encoder.("#{div(cents, 100)}.#{rem(cents, 100)}", encoder)
  end
end

defmodule Main do
  def main do
    IO.puts(JSON.encode!([1, 2.5, "té\"xt\n", nil, true, :atom]))
    IO.puts(JSON.encode!(%{"k" => [%{}, []]}))
    IO.puts(JSON.encode!(%{1 => 2}))
    IO.puts(JSON.encode!(%Point{x: 1, y: 2}))
    IO.puts(JSON.encode!([%Money{cents: 1999}]))
    IO.puts(JSON.encode!(~D[2024-01-02]))
    IO.puts(JSON.encode!(~U[2024-01-02 03:04:05Z]))
    IO.puts(JSON.encode_to_iodata!(["io"]) |> IO.iodata_to_binary())
    IO.inspect(JSON.decode(~s({"a": [1, 2.0, -3e2, "\\u0142\\n", null, true], "b": {"c": ""}})))
    IO.inspect(JSON.decode("[1, 2"))
    IO.inspect(JSON.decode("[1, x]"))
    IO.inspect(JSON.decode!("123456789012345678901234567890"))
    try do
      JSON.decode!("{")
    rescue
      error in JSON.DecodeError -> IO.puts(Exception.message(error))
    end
    try do
      JSON.encode!({1, 2})
    rescue
      error in Protocol.UndefinedError -> IO.inspect({error.protocol, error.value})
    end
    {result, acc, rest} = JSON.decode("[1,{\"k\":2}] tail", [], array_push: fn v, acc -> [v * 1 | acc] end, object_finish: fn acc, old -> {length(acc), old} end)
    IO.inspect({result, acc, rest})
    deep = Enum.reduce(1..50, "x", fn n, acc -> %{"n#{n}" => [acc]} end)
    IO.inspect(deep |> JSON.encode!() |> JSON.decode!() == deep)
  end
end
