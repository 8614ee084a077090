defmodule Bank do
  use GenServer

  defmodule Account do
    @enforce_keys [:id]
    defstruct [:id, balance: 0, log: []]
  end

  def start_link(ids), do: GenServer.start_link(__MODULE__, ids)
  def transfer(bank, from, to, amount), do: GenServer.call(bank, {:transfer, from, to, amount})
  def report(bank), do: GenServer.call(bank, :report)

  @impl true
  def init(ids), do: {:ok, Map.new(ids, &{&1, %Account{id: &1, balance: 100}})}

  @impl true
  def handle_call({:transfer, from, to, amount}, _, accounts) do
    with {:from, %{balance: balance}} when balance >= amount <- {:from, accounts[from]},
         {:to, %Account{}} <- {:to, accounts[to]} do
      accounts =
        accounts
        |> Map.update!(from, &%{&1 | balance: &1.balance - amount, log: [{:out, amount} | &1.log]})
        |> Map.update!(to, &%{&1 | balance: &1.balance + amount, log: [{:in, amount} | &1.log]})
      {:reply, :ok, accounts}
    else
      {:from, nil} -> {:reply, {:error, :no_source}, accounts}
      {:from, %{balance: balance}} -> {:reply, {:error, {:insufficient, balance}}, accounts}
      {:to, nil} -> {:reply, {:error, :no_target}, accounts}
    end
  end

  def handle_call(:report, _, accounts) do
    {:reply, for({id, %{balance: b, log: log}} <- Enum.sort(accounts), do: {id, b, length(log)}), accounts}
  end
end

defmodule Main do
  def main do
    {:ok, bank} = Bank.start_link(["ann", "bob", "eve"])
    IO.inspect(Bank.transfer(bank, "ann", "bob", 30))
    IO.inspect(Bank.transfer(bank, "ann", "bob", 100))
    IO.inspect(Bank.transfer(bank, "zed", "bob", 1))
    IO.inspect(Bank.transfer(bank, "bob", "zed", 1))
    tasks = for n <- 1..50, do: Task.async(fn -> Bank.transfer(bank, Enum.at(["ann", "bob", "eve"], rem(n, 3)), "eve", 1) end)
    IO.inspect(Task.await_many(tasks) |> Enum.frequencies())
    report = Bank.report(bank)
    IO.inspect(report)
    IO.inspect(report |> Enum.map(&elem(&1, 1)) |> Enum.sum())
  end
end
