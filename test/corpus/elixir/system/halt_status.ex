# corpus: exit=3
defmodule Main do
  def main do
    IO.puts("before")
    spawn(fn -> Process.sleep(:infinity) end)
    System.halt(3)
    IO.puts("never")
  end
end
