defmodule Deck do
  defstruct cards: []

  def new(cards), do: %Deck{cards: cards}

  defimpl Enumerable do
    def count(%{cards: cards}), do: {:ok, length(cards)}
    def member?(%{cards: cards}, card), do: {:ok, card in cards}

    def slice(%{cards: cards}) do
      _ = cards
      {:error, __MODULE__}
    end

    def reduce(%{cards: cards}, acc, fun), do: Enumerable.List.reduce(cards, acc, fun)
  end

  defimpl Collectable do
    def into(deck) do
      collector = fn
        %Deck{cards: cards}, {:cont, card} -> %Deck{cards: cards ++ [card]}
        deck, :done -> deck
        _deck, :halt -> :ok
      end

      {deck, collector}
    end
  end

  defimpl String.Chars do
    def to_string(%{cards: cards}), do: "deck of #{Enum.join(cards, "-")}"
  end

  defimpl List.Chars do
    def to_charlist(deck), do: String.to_charlist(to_string(deck))
  end

  defimpl Inspect do
    import Inspect.Algebra

    def inspect(%{cards: cards}, opts) do
      concat(["#Deck<", to_doc(cards, opts), ">"])
    end
  end
end

defmodule Main do
  def main do
    deck = Deck.new([3, 1, 2])
    IO.inspect(deck)
    IO.puts(deck)
    IO.inspect("#{deck}!")
    IO.inspect(to_charlist(deck) |> length())
    IO.inspect(Enum.count(deck))
    IO.inspect(Enum.member?(deck, 2))
    IO.inspect(2 in deck)
    IO.inspect(Enum.sort(deck))
    IO.inspect(Enum.map(deck, &(&1 * 10)))
    IO.inspect(Enum.zip(deck, [:a, :b]))
    IO.inspect(Enum.at(deck, 1))
    IO.inspect(Enum.take(deck, 2))
    IO.inspect(Enum.into([7, 8], deck))
    IO.inspect(for x <- deck, x > 1, into: Deck.new([0]), do: x * 2)
    IO.inspect(Enum.reduce_while(deck, 0, fn x, acc -> if x == 1, do: {:halt, acc}, else: {:cont, acc + x} end))
    IO.inspect(deck |> Stream.map(&(&1 + 1)) |> Stream.cycle() |> Enum.take(7))
    IO.inspect([deck, %{deck: deck}], width: 30)
  end
end
