defmodule Stage do
  # A consumer asks its producer for so many items and gets no more: demand flows up, items down.
  use GenServer

  def start_link(opts), do: GenServer.start_link(__MODULE__, opts)

  @impl true
  def init(opts), do: {:ok, Map.new(opts)}

  @impl true
  def handle_cast({:ask, consumer, demand}, %{kind: :producer, next: next, last: last} = state) do
    items = Enum.to_list(next..min(next + demand - 1, last)//1)
    GenServer.cast(consumer, {:items, self(), items})
    {:noreply, %{state | next: next + length(items)}}
  end

  def handle_cast({:ask, consumer, demand}, %{kind: :stage} = state) do
    GenServer.cast(state.source, {:ask, self(), demand})
    {:noreply, Map.put(state, :consumer, consumer)}
  end

  def handle_cast({:items, _, items}, %{kind: :stage} = state) do
    GenServer.cast(state.consumer, {:items, self(), Enum.flat_map(items, state.fun)})
    {:noreply, state}
  end

  def handle_cast({:items, _source, []}, %{kind: :sink, seen: []} = state), do: finish(state)

  def handle_cast({:items, source, items}, %{kind: :sink} = state) do
    state = Map.update!(state, :seen, &Enum.reverse(items, &1))
    if length(state.seen) >= state.wanted or items == [] do
      finish(state)
    else
      GenServer.cast(source, {:ask, self(), state.batch})
      {:noreply, state}
    end
  end

  @impl true
  def handle_info(:start, state) do
    GenServer.cast(state.source, {:ask, self(), state.batch})
    {:noreply, state}
  end

  defp finish(state) do
    send(state.report, {:done, Enum.reverse(state.seen)})
    {:stop, :normal, state}
  end
end

defmodule Main do
  def main do
    {:ok, producer} = Stage.start_link(kind: :producer, next: 1, last: 1000)
    {:ok, double} = Stage.start_link(kind: :stage, source: producer, fun: &[&1 * 2])
    {:ok, expand} = Stage.start_link(kind: :stage, source: double, fun: &if(rem(&1, 3) == 0, do: [&1, -&1], else: [&1]))
    {:ok, sink} = Stage.start_link(kind: :sink, source: expand, seen: [], wanted: 20, batch: 4, report: self())
    send(sink, :start)
    receive do
      {:done, items} -> IO.inspect(items, limit: :infinity)
    end
    IO.inspect(:sys.get_state(producer).next)
  end
end
