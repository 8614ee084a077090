# corpus: otp>=27
# Logger without any preparation, from the level info on: the first thing that the program needs of OTP's kernel.
defmodule Main do
  require Logger

  def main do
    IO.puts("begin")
    Logger.info("an info")
    Process.sleep(100)
    Logger.warning("a warning", user: 1)
    Process.sleep(100)
    Logger.debug(fn -> "lazy" end)
    Process.sleep(100)
    spawn(fn -> raise "boom" end)
    # The VM tells the logger, nobody hears when.
    Process.sleep(500)
    {:ok, task} = Task.start(fn -> raise "task boom" end)
    monitor = Process.monitor(task)

    receive do
      {:DOWN, ^monitor, _, _, _} -> :ok
    end

    Process.sleep(100)
    :logger.error("erlang ~p", [:x])
    Process.sleep(100)
    IO.inspect(Logger.level())
  end
end
