defmodule User do
  @derive {Inspect, only: [:name]}
  defstruct [:name, :email, :password]
end

defmodule Token do
  @derive {Inspect, except: [:secret]}
  defstruct [:id, :secret]
end

defmodule Plain do
  defstruct [:a, b: 2]
end

defmodule Main do
  def main do
    IO.inspect(%User{name: "Ann", email: "a@b", password: "x"})
    IO.inspect(%Token{id: 1, secret: "s"})
    IO.inspect(%Plain{a: [1, 2]})
    IO.inspect(inspect(%Plain{a: %Plain{}}))
    IO.inspect(struct(Plain, b: 3))
    IO.inspect(Map.from_struct(%Token{id: 2}) |> Enum.sort())
  end
end
