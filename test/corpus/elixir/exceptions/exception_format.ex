defmodule Main do
  def main do
    IO.puts(Exception.format_banner(:error, %ArgumentError{message: "bad"}))
    IO.puts(Exception.format_banner(:error, :undef))
    IO.puts(Exception.format_banner(:error, {:badmatch, 1}))
    IO.puts(Exception.format_banner(:throw, :ball))
    IO.puts(Exception.format_banner(:exit, :normal))
    IO.puts(Exception.format_banner(:exit, {:timeout, {GenServer, :call, [:name, :request, 5000]}}))
    IO.puts(Exception.format_banner(:exit, {:noproc, {GenServer, :call, [:name, :request, 5000]}}))
    IO.puts(Exception.format_banner({:EXIT, self()}, :killed) |> String.replace(~r/<[\d.]+>/, "<PID>"))
    stack = [
      {Enum, :map, 2, [file: ~c"lib/enum.ex", line: 10]},
      {Main, :"-main/0-fun-0-", 1, [file: ~c"main.ex", line: 3]},
      {:no_such_module, :apply, 6, []},
      {Main, :__MODULE__, 0, []},
      {Main, :f, [1, "two", [:three]], [file: ~c"x.ex", line: 9]}
    ]
    IO.puts(Exception.format_stacktrace(stack))
    IO.puts(Exception.format(:error, %RuntimeError{message: "boom"}, stack))
    IO.puts(Exception.format(:exit, {:shutdown, 1}, []))
    for reason <- [:normal, :shutdown, {:shutdown, :x}, :noproc, :kill, :killed, :calling_self, {:nodedown, :n@h}, :noconnection,
                   {{:nocatch, :thrown}, []}, {:function_clause, []}, {%RuntimeError{message: "m"}, []}, {:bad_return_value, 1}, "text"] do
      IO.puts(Exception.format_exit(reason))
    end
    IO.puts(Exception.format_mfa(Main, :f, [1, %{a: 2}]))
    IO.puts(Exception.format_mfa(Main, :f, 2))
    IO.puts(Exception.format_mfa(Main, :"hello world", 0))
    IO.puts(Exception.format_fa(&is_atom/1, 1))
    IO.puts(Exception.format_file_line("f.ex", 3))
    IO.puts(Exception.format_file_line("f.ex", 3, " (app)"))
    IO.puts(Exception.format_file_line(nil, 3) <> "|")
    IO.inspect(Exception.normalize(:error, :badarith).__struct__)
    IO.inspect(Exception.normalize(:error, {:badmap, 1}))
    IO.inspect(Exception.normalize(:error, {:try_clause, 1}))
    IO.inspect(Exception.normalize(:exit, :x))
    IO.inspect(is_exception(%RuntimeError{}))
    {error, _stack} = Exception.blame(:error, %RuntimeError{message: "m"}, [])
    IO.inspect(error)
    IO.puts(Exception.message(%KeyError{key: :a, term: %{b: 1}}))
    IO.puts(Exception.message(%KeyError{key: :nam, term: [name: 1]}))
  end
end
