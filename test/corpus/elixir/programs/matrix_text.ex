defmodule Matrix do
  defstruct [:rows]

  def new(rows), do: %Matrix{rows: rows}
  def identity(n), do: new(for i <- 1..n, do: for(j <- 1..n, do: if(i == j, do: 1, else: 0)))
  def transpose(%Matrix{rows: rows}), do: rows |> Enum.zip() |> Enum.map(&Tuple.to_list/1) |> new()

  def multiply(%Matrix{rows: a}, %Matrix{} = b) do
    columns = transpose(b).rows
    new(for row <- a, do: for(column <- columns, do: Enum.zip_reduce(row, column, 0, &(&1 * &2 + &3))))
  end

  def power(%Matrix{rows: rows}, 0), do: identity(length(rows))
  def power(m, n) when rem(n, 2) == 1, do: multiply(m, power(m, n - 1))
  def power(m, n), do: (half = power(m, div(n, 2)); multiply(half, half))

  def determinant(%Matrix{rows: [[x]]}), do: x
  def determinant(%Matrix{rows: [first | rest]}) do
    first
    |> Enum.with_index()
    |> Enum.map(fn {x, i} -> (if rem(i, 2) == 0, do: x, else: -x) * determinant(new(Enum.map(rest, &List.delete_at(&1, i)))) end)
    |> Enum.sum()
  end

  defimpl String.Chars do
    def to_string(%{rows: rows}) do
      width = rows |> List.flatten() |> Enum.map(&String.length(Integer.to_string(&1))) |> Enum.max()
      Enum.map_join(rows, "\n", fn row -> Enum.map_join(row, " ", &String.pad_leading(Integer.to_string(&1), width)) end)
    end
  end
end

defmodule Main do
  def main do
    m = Matrix.new([[1, 1], [1, 0]])
    IO.puts(Matrix.power(m, 90))
    IO.puts(Matrix.multiply(Matrix.new([[1, 2, 3], [4, 5, 6]]), Matrix.new([[7, 8], [9, 10], [11, 12]])))
    IO.inspect(Matrix.determinant(Matrix.new([[2, -3, 1, 5], [2, 0, -1, 1], [1, 4, 5, -2], [3, 3, 3, 3]])))
    IO.puts(Matrix.transpose(Matrix.new([[1, 200], [3, 4]])))
    IO.puts(caesar("Hello, Wörld!", 3))
    IO.puts(caesar(caesar("Round trip", 7), -7))
    IO.puts(roman(1994) <> " " <> roman(2024))
    IO.inspect(run_length("aaabccd"))
    IO.inspect(for n <- 1..15, do: fizz(n))
    IO.puts(Enum.map_join(permutations([1, 2, 3]), " ", &Enum.join/1))
    IO.inspect(hanoi(3, :a, :b, :c))
    IO.inspect(Enum.map(["A man, a plan", "level", "été"], &palindrome?/1))
  end

  def caesar(text, shift) do
    for <<c::utf8 <- text>>, into: "" do
      cond do
        c in ?a..?z -> <<Integer.mod(c - ?a + shift, 26) + ?a>>
        c in ?A..?Z -> <<Integer.mod(c - ?A + shift, 26) + ?A>>
        true -> <<c::utf8>>
      end
    end
  end

  @numerals [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}]
  def roman(0), do: ""
  for {value, numeral} <- @numerals do
    def roman(n) when n >= unquote(value), do: unquote(numeral) <> roman(n - unquote(value))
  end

  def run_length(text), do: text |> String.graphemes() |> Enum.chunk_by(& &1) |> Enum.map(&{hd(&1), length(&1)})

  def fizz(n) when rem(n, 15) == 0, do: "FizzBuzz"
  def fizz(n) when rem(n, 5) == 0, do: "Buzz"
  def fizz(n) when rem(n, 3) == 0, do: "Fizz"
  def fizz(n), do: n

  def permutations([]), do: [[]]
  def permutations(list), do: for(x <- list, rest <- permutations(list -- [x]), do: [x | rest])

  def hanoi(0, _, _, _), do: []
  def hanoi(n, a, b, c), do: hanoi(n - 1, a, c, b) ++ [{a, c}] ++ hanoi(n - 1, b, a, c)

  def palindrome?(text) do
    letters = text |> String.downcase() |> String.replace(~r/\P{L}/u, "")
    letters == String.reverse(letters)
  end
end
