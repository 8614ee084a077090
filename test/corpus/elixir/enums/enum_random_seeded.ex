defmodule Main do
  # Every answer must follow from the seed.
  def main do
    :rand.seed(:exsss, {1, 2, 3})
    IO.inspect(Enum.shuffle(1..10))
    IO.inspect(Enum.random(1..1000))
    IO.inspect(Enum.take_random(1..100, 5))
    IO.inspect(for _ <- 1..5, do: :rand.uniform(6))
    IO.inspect(:rand.uniform() |> Float.round(6))
    :rand.seed(:exro928ss, 42)
    IO.inspect(for _ <- 1..3, do: :rand.uniform(1_000_000_000_000))
  end
end
