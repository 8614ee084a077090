defmodule Main do
  def main do
    IO.inspect(OptionParser.parse(["--debug", "--count", "3", "file", "-v", "--no-color", "--", "--rest"],
      strict: [debug: :boolean, count: :integer, verbose: :boolean, color: :boolean], aliases: [v: :verbose]))
    IO.inspect(OptionParser.parse(["--unknown", "--count", "x"], strict: [count: :integer]))
    IO.inspect(OptionParser.parse(["--name=a b", "--rate", "1.5", "--tag", "x", "--tag", "y"], strict: [name: :string, rate: :float, tag: :keep]))
    IO.inspect(OptionParser.parse(["-abc"], strict: [a: :boolean, b: :boolean, c: :boolean], aliases: [a: :a, b: :b, c: :c]))
    IO.inspect(OptionParser.parse_head(["--yes", "sub", "--no"], switches: [yes: :boolean]))
    IO.inspect(OptionParser.split(~s(cmd "quoted arg" 'single' plain\\ space)))
    IO.inspect(OptionParser.to_argv(dry_run: true, count: 2, name: "n", off: false))
    try do
      OptionParser.parse!(["--bad"], strict: [good: :boolean])
    rescue
      error in OptionParser.ParseError -> IO.puts(Exception.message(error))
    end
    IO.inspect(Version.compare("1.2.3", "1.2.4-rc.1"))
    IO.inspect(Version.match?("1.5.0", "~> 1.4"))
    IO.inspect(Version.match?("2.0.0", ">= 1.0.0 and < 2.0.0"))
    IO.inspect(Version.parse("1.2"))
    IO.inspect(Version.parse!("1.2.3-beta.1+build5") |> to_string())
    IO.inspect(Version.parse!("1.2.3-beta.1").pre)
    IO.inspect(Enum.sort(["1.10.0", "1.9.0", "1.10.0-rc.0"], Version))
    try do
      Version.parse!("bad")
    rescue
      error in Version.InvalidVersionError -> IO.puts(Exception.message(error))
    end
  end
end
