# Logger through its application, on standard output with a fixed format.
# corpus: otp>=27
defmodule Main do
  require Logger

  def main do
    {:ok, _} = Application.ensure_all_started(:logger)
    :ok = :logger.remove_handler(:default)
    :ok = :logger.add_handler(:default, :logger_std_h, %{
      config: %{type: :standard_io},
      formatter: {:logger_formatter, %{template: [:level, " ", :msg, " ", :request, "\n"], single_line: true}}
    })
    Logger.debug("debug message")
    Logger.info("info message")
    Logger.notice(fn -> "lazy #{1 + 1}" end)
    Logger.warning("warning", request: "r1")
    Logger.error(["io", ?d, "ata ", "łódź"])
    Logger.metadata(request: "meta")
    Logger.info("with metadata")
    IO.inspect(Logger.metadata())
    Logger.configure(level: :error)
    Logger.info("hidden")
    Logger.error("shown")
    IO.inspect(Logger.level())
    IO.inspect(Logger.compare_levels(:info, :error))
    IO.inspect(Logger.levels())
    Logger.configure(level: :debug)
    Logger.put_process_level(self(), :critical)
    Logger.error("hidden for this process")
    Logger.critical("critical")
    Logger.reset_metadata()
    :logger_std_h.filesync(:default)
  end
end
