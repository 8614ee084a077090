defmodule Main do
  def main do
    IO.inspect(Path.join(["a", "b", "/c"]))
    IO.inspect({Path.basename("/a/b.ex"), Path.basename("/a/b.ex", ".ex"), Path.dirname("/a/b"), Path.extname("x.tar.gz"), Path.rootname("x.tar.gz")})
    IO.inspect({Path.split("/a/b/c"), Path.type("/a"), Path.type("a")})
    IO.inspect({Path.expand("../x", "/a/b"), Path.relative_to("/a/b/c", "/a"), Path.absname("x", "/r")})
    IO.inspect(File.write("hello.txt", "line 1\nline 2\nłódź\n"))
    IO.inspect(File.read("hello.txt"))
    IO.inspect(File.read("missing.txt"))
    IO.inspect({File.exists?("hello.txt"), File.regular?("hello.txt"), File.dir?("."), File.exists?("nope")})
    IO.inspect(File.stat!("hello.txt").size)
    IO.inspect(File.write("hello.txt", "appended\n", [:append]))
    IO.inspect(File.stream!("hello.txt") |> Enum.map(&String.trim/1))
    IO.inspect(File.stream!("hello.txt") |> Stream.with_index() |> Stream.filter(fn {_, i} -> i > 1 end) |> Enum.to_list())
    IO.inspect(File.mkdir_p("dir/sub"))
    IO.inspect(File.cp("hello.txt", "dir/copy.txt"))
    IO.inspect(File.ls!("dir") |> Enum.sort())
    IO.inspect(File.rename("dir/copy.txt", "dir/sub/moved.txt"))
    IO.inspect(Path.wildcard("dir/**/*") |> Enum.sort())
    IO.inspect(File.rm("hello.txt"))
    IO.inspect(File.rm("hello.txt"))
    IO.inspect(File.mkdir("dir"))
    IO.inspect(File.rmdir("dir"))
    {:ok, removed} = File.rm_rf("dir")
    IO.inspect(removed |> Enum.sort())
    File.open!("out.bin", [:write, :binary], fn file ->
      IO.binwrite(file, <<0, 1, 255>>)
    end)
    IO.inspect(File.read!("out.bin"))
    {:ok, file} = File.open("out.bin", [:read, :write, :binary])
    IO.inspect(:file.position(file, 1))
    IO.inspect(IO.binread(file, 1))
    IO.inspect(:file.pwrite(file, 0, "Z"))
    IO.inspect(:file.pread(file, 0, 3))
    IO.inspect(File.close(file))
    try do
      File.read!("missing.txt")
    rescue
      error in File.Error -> IO.puts(Exception.message(error))
    end
    try do
      File.rm!("nope")
    rescue
      error in File.Error -> IO.inspect({error.reason, error.action})
    end
    Enum.into(["a\n", "b\n"], File.stream!("lines.txt"))
    IO.inspect(File.read!("lines.txt"))
    IO.inspect(File.touch("touched", {{2020, 1, 2}, {3, 4, 5}}))
    IO.inspect(File.stat!("touched", time: :universal).mtime)
    IO.inspect(:file.format_error(:enoent))
    IO.inspect(File.write("no/such/dir", ""))
    IO.inspect(Path.relative("/usr/x"))
    IO.inspect(Path.split(File.cwd!()) |> List.last())
  end
end
