defmodule Door do
  @behaviour :gen_statem

  def start_link(code), do: :gen_statem.start_link({:local, :door}, __MODULE__, {code, self()}, [])
  def press(digit), do: :gen_statem.cast(:door, {:digit, digit})
  def state, do: :gen_statem.call(:door, :state)

  @impl true
  def callback_mode, do: [:state_functions, :state_enter]

  @impl true
  def init({code, parent}), do: {:ok, :locked, %{code: code, parent: parent, entered: [], failures: 0}}

  def locked(:enter, previous, data) do
    send(data.parent, {:locked_after, previous})
    {:keep_state, %{data | entered: []}}
  end

  def locked(:cast, {:digit, digit}, %{code: code} = data) do
    entered = Enum.take([digit | data.entered], length(code))
    cond do
      Enum.reverse(entered) == code -> {:next_state, :open, %{data | failures: 0}}
      length(entered) == length(code) -> failed(data)
      true -> {:keep_state, %{data | entered: entered}}
    end
  end

  def locked(event, content, data), do: common(event, content, data, :locked)

  def open(:enter, _previous, _data) do
    {:keep_state_and_data, [{:state_timeout, 200, :close}]}
  end

  def open(:state_timeout, :close, data), do: {:next_state, :locked, data}
  def open(:cast, {:digit, _}, _data), do: {:keep_state_and_data, [:postpone]}
  def open(event, content, data), do: common(event, content, data, :open)

  def blocked(:enter, _, _data), do: {:keep_state_and_data, [{{:timeout, :unblock}, 200, :now}]}
  def blocked({:timeout, :unblock}, :now, data), do: {:next_state, :locked, %{data | failures: 0}}
  def blocked(:cast, _, _), do: :keep_state_and_data
  def blocked(event, content, data), do: common(event, content, data, :blocked)

  defp failed(%{failures: 1} = data), do: {:next_state, :blocked, data}
  defp failed(data), do: {:keep_state, %{data | failures: data.failures + 1, entered: []}}

  defp common({:call, from}, :state, data, name), do: {:keep_state_and_data, [{:reply, from, {name, data.failures}}]}
  defp common(:info, message, data, name) do
    send(data.parent, {:info, name, message})
    :keep_state_and_data
  end

  @impl true
  def terminate(reason, state, _data), do: IO.inspect({:terminate, reason, state})
end

defmodule Main do
  # States are collected first and printed at the end: printing takes time, and the door has timers.
  def main do
    {:ok, pid} = Door.start_link([1, 2, 3])
    start = next()
    Enum.each([1, 2, 3], &Door.press/1)
    opened = Door.state()
    send(pid, :knock)
    knocked = next()
    Door.press(9)
    closed = {next(), Door.state()}
    Enum.each([9, 9], &Door.press/1)
    failed = Door.state()
    Enum.each([1, 1, 1], &Door.press/1)
    blocked = Door.state()
    unblocked = {next(), Door.state()}
    Enum.each([start, opened, knocked, closed, failed, blocked, unblocked], &IO.inspect/1)
    :gen_statem.stop(pid)
  end

  defp next do
    receive do
      message -> message
    after
      5000 -> :nothing
    end
  end
end
