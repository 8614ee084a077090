defmodule Main do
  def main do
    IO.inspect(System.cmd("echo", ["hello", "two words", "λ"]))
    IO.inspect(System.cmd("sh", ["-c", "echo out; echo err >&2; exit 3"], stderr_to_stdout: true))
    IO.inspect(System.cmd("printf", ["a\\nb\\n"], into: []))
    IO.inspect(System.cmd("printf", ["%s|", "a", "b c", ""], into: ""))
    IO.inspect(System.cmd("sh", ["-c", "echo $GREETING $0"], env: [{"GREETING", "hi"}, {"HOME", nil}], arg0: "sh"))
    File.mkdir!("inner")
    {path, 0} = System.cmd("pwd", [], cd: "inner")
    IO.inspect(Path.basename(String.trim(path)))
    IO.inspect(System.cmd("cat", ["/dev/null"], parallelism: true))

    for bad <- [fn -> System.cmd("no_such_program_here", []) end, fn -> System.cmd("sh", [:atom]) end,
                fn -> System.cmd("echo", ["a\0b"]) end, fn -> System.cmd("echo", [], foo: 1) end] do
      try do
        IO.inspect(bad.())
      rescue
        error -> IO.inspect({error.__struct__, Map.get(error, :original)})
      end
    end

    IO.inspect(System.shell("echo from a shell | cat; exit 2"))
    IO.inspect(System.shell("echo $((1 + 2))", env: %{"X" => "y"}))
    System.cmd("sh", ["-c", "echo streamed"], into: IO.stream())

    port = Port.open({:spawn, "cat"}, [:binary])
    IO.inspect(Port.command(port, "to the port"))
    receive do
      {^port, {:data, data}} -> IO.inspect(data)
    end
    IO.inspect(Port.info(port, :name))
    IO.inspect(Port.info(port)[:connected] == self())
    ref = Port.monitor(port)
    IO.inspect(Port.close(port))
    receive do
      {:DOWN, ^ref, :port, object, reason} -> IO.inspect({object == port, reason})
    end
    IO.inspect(Port.info(port))
    IO.inspect(Enum.all?(Port.list(), &is_port/1))
    IO.inspect(System.find_executable("sh") != nil)
    IO.inspect(:os.cmd(~c"echo charlist"))
  end
end
