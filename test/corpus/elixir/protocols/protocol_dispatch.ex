defprotocol Area do
  @doc "The area of a shape."
  @fallback_to_any true
  def area(shape)
end

defmodule Circle do
  defstruct radius: 1
end

defmodule Rectangle do
  defstruct [:width, :height]
end

defmodule Blob do
  defstruct []
end

defimpl Area, for: Circle do
  def area(%{radius: radius}), do: 3 * radius * radius
end

defimpl Area, for: Rectangle do
  def area(%Rectangle{width: width, height: height}), do: width * height
end

defimpl Area, for: [Integer, Float] do
  def area(number), do: {@for, number}
end

defimpl Area, for: List do
  def area(shapes), do: shapes |> Enum.map(&Area.area/1) |> Enum.sum()
end

defimpl Area, for: Any do
  def area(_), do: :unknown
end

defmodule Main do
  def main do
    IO.inspect(Area.area(%Circle{radius: 2}))
    IO.inspect(Area.area(%Rectangle{width: 2, height: 5}))
    IO.inspect(Area.area([%Circle{}, %Rectangle{width: 1, height: 1}]))
    for term <- [1, 1.5, :atom, "text", {1}, %{}, self(), fn -> 1 end, make_ref(), %Blob{}] do
      IO.inspect(Area.area(term))
    end
    IO.inspect(Area.impl_for(%Circle{}))
    IO.inspect(Area.impl_for("binary"))
    IO.inspect(Area.__protocol__(:functions))
    IO.inspect(Protocol.assert_protocol!(Area))
  end
end
