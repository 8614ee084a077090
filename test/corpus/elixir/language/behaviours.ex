defmodule Parser do
  @callback parse(String.t()) :: {:ok, term} | {:error, String.t()}
  @callback extensions() :: [String.t()]
  @optional_callbacks extensions: 0

  def parse!(implementation, text) do
    case implementation.parse(text) do
      {:ok, data} -> data
      {:error, message} -> raise ArgumentError, "parsing failed: #{message}"
    end
  end
end

defmodule KeyValueParser do
  @behaviour Parser
  @impl true
  def parse(text) do
    pairs = text |> String.split("\n", trim: true) |> Enum.map(&String.split(&1, "=", parts: 2))
    if Enum.all?(pairs, &match?([_, _], &1)), do: {:ok, Enum.map(pairs, &List.to_tuple/1)}, else: {:error, "no ="}
  end
  @impl true
  def extensions, do: [".kv"]
end

defmodule WordParser do
  @behaviour Parser
  @impl Parser
  def parse(text), do: {:ok, String.split(text)}
end

defmodule Greeter do
  defmacro __using__(_) do
    quote do
      def greet(name), do: "Hello, #{name}"
      defoverridable greet: 1
    end
  end
end

defmodule Polite do
  use Greeter
  def greet(name), do: super(name) <> "!"
end

defmodule Delegating do
  defdelegate upcase(text), to: String
  defdelegate reverse_list(list), to: Enum, as: :reverse
  @doc false
  def __struct_free__, do: :ok
end

defmodule Main do
  alias KeyValueParser, as: KV
  import Enum, only: [sum: 1]
  @attr [1, 2, 3]
  @moduledoc "Docs are dropped."

  def main do
    IO.inspect(Parser.parse!(KV, "a=1\nb=2=3"))
    IO.inspect(Parser.parse!(WordParser, "some words"))
    try do
      Parser.parse!(KV, "oops")
    rescue
      error in ArgumentError -> IO.puts(Exception.message(error))
    end
    IO.inspect(KV.extensions())
    IO.inspect(function_exported?(WordParser, :extensions, 0))
    IO.inspect(Parser.behaviour_info(:callbacks) |> Enum.sort())
    IO.inspect(Parser.behaviour_info(:optional_callbacks))
    IO.inspect(KeyValueParser.__info__(:attributes)[:behaviour])
    IO.puts(Polite.greet("you"))
    IO.inspect({Delegating.upcase("x"), Delegating.reverse_list([1, 2])})
    IO.inspect(sum(@attr))
    IO.inspect(Code.ensure_loaded?(Main))
    IO.inspect(Code.ensure_loaded(NoSuchModule))
    try do
      NoSuchModule.call(1)
    rescue
      error in UndefinedFunctionError -> IO.puts(Exception.message(error))
    end
    try do
      Main.no_such_function(1, 2)
    rescue
      error in UndefinedFunctionError -> IO.puts(Exception.message(error) |> String.split(". ") |> hd())
    end
  end
end
