defmodule Main do
  def main do
    IO.inspect(Application.get_env(:my_app, :key))
    IO.inspect(Application.put_env(:my_app, :key, [nested: %{a: 1}]))
    IO.inspect(Application.get_env(:my_app, :key))
    IO.inspect(Application.fetch_env(:my_app, :none))
    IO.inspect(Application.fetch_env!(:my_app, :key))
    IO.inspect(Application.put_all_env(my_app: [x: 1, y: 2]))
    IO.inspect(Application.get_all_env(:my_app) |> Enum.sort())
    IO.inspect(Application.delete_env(:my_app, :x))
    IO.inspect(Application.get_env(:my_app, :x, :default))
    try do
      Application.fetch_env!(:my_app, :missing)
    rescue
      error in ArgumentError -> IO.puts(Exception.message(error) |> String.split(" because") |> hd())
    end
    IO.inspect(Application.started_applications() |> Enum.map(&elem(&1, 0)) |> Enum.filter(&(&1 in [:kernel, :stdlib])) |> Enum.sort())
    IO.inspect(Application.spec(:no_such_app))
    IO.inspect(Application.ensure_all_started(:no_such_app) |> elem(0))
    IO.inspect(Application.load(:no_such_app) |> elem(0))
    IO.inspect(Application.get_application(:lists))
    :persistent_term.put({Main, :k}, [1, 2])
    IO.inspect(:persistent_term.get({Main, :k}))
    System.put_env("BEAMJIT_TEST", "value ł")
    IO.inspect(System.get_env("BEAMJIT_TEST"))
    IO.inspect(System.fetch_env("BEAMJIT_NOT_SET"))
    System.delete_env("BEAMJIT_TEST")
    IO.inspect(System.get_env("BEAMJIT_TEST", "gone"))
    IO.inspect(System.monotonic_time() |> is_integer())
    IO.inspect(System.unique_integer([:positive, :monotonic]) < System.unique_integer([:positive, :monotonic]))
    IO.inspect(System.convert_time_unit(1500, :millisecond, :second))
    IO.inspect(System.otp_release() |> String.to_integer() > 24)
    IO.inspect(System.version() |> Version.parse!() |> Map.get(:major))
    {time, result} = :timer.tc(fn -> Enum.sum(1..1000) end)
    IO.inspect({is_integer(time), result})
  end
end
