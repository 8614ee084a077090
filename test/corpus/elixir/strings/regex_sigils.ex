defmodule Main do
  def main do
    IO.inspect(Regex.match?(~r/foo/i, "FOO"))
    IO.inspect("foobar" =~ ~r/o+b/)
    IO.inspect("foobar" =~ "oba")
    IO.inspect(Regex.run(~r/(\w)(\d+)?/, "ab12"))
    IO.inspect(Regex.run(~r/b(\d+)/, "ab12", return: :index))
    IO.inspect(Regex.run(~r/x/, "abc"))
    IO.inspect(Regex.run(~r/(?<y>\d{4})-(?<m>\d\d)/, "on 2024-05", capture: :all_but_first))
    IO.inspect(Regex.named_captures(~r/(?<y>\d{4})-(?<m>\d\d)/, "on 2024-05"))
    IO.inspect(Regex.names(~r/(?<b>.)(?<a>.)/))
    IO.inspect(Regex.scan(~r/[aeiou]/, "education"))
    IO.inspect(Regex.scan(~r/(\w)(\w)/, "abcde"))
    IO.inspect(Regex.scan(~r/\d+/, "1 22 333", return: :index))
    IO.inspect(Regex.split(~r/\s*,\s*/, "a , b,c ,d"))
    IO.inspect(Regex.split(~r/(-)/, "a-b-c", include_captures: true))
    IO.inspect(Regex.split(~r//, "abc", trim: true))
    IO.inspect(Regex.replace(~r/(\w+) (\w+)/, "hello world", "\\2 \\1"))
    IO.inspect(Regex.replace(~r/a/, "banana", "[\\0]", global: false))
    IO.inspect(Regex.replace(~r/(\d)/, "a1b2", fn _, d -> "#{String.to_integer(d) * 2}" end))
    IO.inspect(Regex.replace(~r/\p{Lu}/u, "Zażółć Ł", &String.downcase/1))
    IO.inspect(Regex.match?(~r/^\w+$/u, "żółw"))
    IO.inspect(Regex.match?(~r/^.$/u, "ł"))
    IO.inspect(Regex.match?(~r/^.$/, "ł"))
    IO.inspect(Regex.scan(~r/^\w+/m, "ab\ncd"))
    IO.inspect(Regex.run(~r/a.c/s, "a\nc"))
    IO.inspect(Regex.run(~r/a b # comment
                         c/x, "abc"))
    IO.inspect(Regex.run(~r/<.+?>/, "<a><b>"))
    IO.inspect(Regex.run(~r/<.+>/U, "<a><b>"))
    IO.inspect(Regex.run(~r/(?=bar)/, "foobar", return: :index))
    IO.inspect(Regex.run(~r/(?<!foo)bar/, "foobar bar", return: :index))
    IO.inspect(Regex.escape("a.b*c[d]"))
    IO.inspect(Regex.source(~r/a\/b/))
    # Not sigils: older releases compile one into the program, in a form that newer ones cannot inspect.
    IO.inspect(Regex.compile!("x", "ui"))
    IO.inspect(Regex.compile!("a/b"))
    case Regex.compile("*") do
      {:error, {message, at}} -> IO.inspect({is_list(message), at})
    end
    IO.inspect(Regex.compile!("a+") |> Regex.run("caat"))
    IO.inspect(~w(a b c)a)
    IO.inspect(~w(one two)c == [~c"one", ~c"two"])
    IO.inspect(~s(with "quotes" #{1 + 1}))
    IO.inspect(~S(no #{interpolation} \n))
    IO.inspect(~S"""
    heredoc \d
      indented
    """)
  end
end
