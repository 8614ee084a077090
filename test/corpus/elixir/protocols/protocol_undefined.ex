defprotocol Sized do
  def size(term)
end

defimpl Sized, for: BitString do
  def size(bits), do: bit_size(bits)
end

defimpl Sized, for: Map do
  def size(map), do: map_size(map)
end

defimpl Sized, for: Tuple do
  def size(tuple), do: tuple_size(tuple)
end

defmodule Main do
  defstruct [:x]

  def main do
    IO.inspect(Sized.size("abc"))
    IO.inspect(Sized.size(<<1::3>>))
    IO.inspect(Sized.size(%{a: 1}))
    IO.inspect(Sized.size({}))
    IO.inspect(Sized.impl_for(1))

    for term <- [1, %Main{x: 1}, [:list]] do
      try do
        Sized.size(term)
      rescue
        error in Protocol.UndefinedError ->
          IO.inspect({error.protocol, error.value})
          IO.puts(hd(String.split(Exception.message(error), "\n")))
      end
    end

    try do
      IO.puts("#{{:a, :tuple}}")
    rescue
      error in Protocol.UndefinedError -> IO.inspect(error.protocol)
    end

    try do
      Enum.map(12, & &1)
    rescue
      error in Protocol.UndefinedError -> IO.inspect({error.protocol, error.value})
    end
  end
end
