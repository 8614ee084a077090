defmodule Lexer do
  def tokens(text), do: scan(text, [])

  defp scan("", acc), do: Enum.reverse(acc)
  defp scan(<<c, rest::binary>>, acc) when c in ~c" \t\n", do: scan(rest, acc)
  defp scan(<<c, _::binary>> = text, acc) when c in ?0..?9 do
    {number, rest} = Float.parse(text)
    scan(rest, [{:number, number} | acc])
  end
  defp scan(<<c, rest::binary>>, acc) when c in ~c"+-*/^()", do: scan(rest, [{:op, <<c>>} | acc])
  defp scan(<<c::utf8, _::binary>>, _), do: raise(ArgumentError, "unexpected #{inspect(<<c::utf8>>)}")
end

defmodule Parser do
  # Precedence climbing.
  @precedence %{"+" => 1, "-" => 1, "*" => 2, "/" => 2, "^" => 3}

  def parse(tokens) do
    case expression(tokens, 0) do
      {tree, []} -> tree
      {_, [token | _]} -> raise ArgumentError, "trailing #{inspect(token)}"
    end
  end

  defp expression(tokens, minimum) do
    {left, rest} = primary(tokens)
    climb(left, rest, minimum)
  end

  defp climb(left, [{:op, op} | rest] = tokens, minimum) when is_map_key(@precedence, op) do
    level = @precedence[op]
    if level > minimum do
      {right, rest} = expression(rest, if(op == "^", do: level - 1, else: level))
      climb({op, left, right}, rest, minimum)
    else
      {left, tokens}
    end
  end

  defp climb(left, tokens, _), do: {left, tokens}

  defp primary([{:number, n} | rest]), do: {n, rest}
  defp primary([{:op, "-"} | rest]) do
    {tree, rest} = primary(rest)
    {{:negate, tree}, rest}
  end
  defp primary([{:op, "("} | rest]) do
    case expression(rest, 0) do
      {tree, [{:op, ")"} | rest]} -> {tree, rest}
      _ -> raise ArgumentError, "missing )"
    end
  end
  defp primary(_), do: raise(ArgumentError, "expected a value")
end

defmodule Main do
  def eval({:negate, a}), do: -eval(a)
  def eval({"+", a, b}), do: eval(a) + eval(b)
  def eval({"-", a, b}), do: eval(a) - eval(b)
  def eval({"*", a, b}), do: eval(a) * eval(b)
  def eval({"/", a, b}), do: eval(a) / eval(b)
  def eval({"^", a, b}), do: :math.pow(eval(a), eval(b))
  def eval(n), do: n

  def rpn({:negate, a}), do: rpn(a) ++ ["neg"]
  def rpn({op, a, b}), do: rpn(a) ++ rpn(b) ++ [op]
  def rpn(n), do: [n]

  def main do
    for text <- ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-4 + 10 / 4", "8 - 3 - 2", "1 / 0", "2 *", "(1", "1 2", "3 $ 4"] do
      result =
        try do
          tree = text |> Lexer.tokens() |> Parser.parse()
          {Enum.join(rpn(tree), " "), eval(tree)}
        rescue
          error in [ArgumentError, ArithmeticError] -> {:error, Exception.message(error)}
        end
      IO.inspect({text, result})
    end
  end
end
