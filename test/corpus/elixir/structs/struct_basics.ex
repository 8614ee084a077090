defmodule Account do
  @enforce_keys [:owner]
  defstruct [:owner, balance: 0, tags: []]

  def deposit(%__MODULE__{balance: balance} = account, amount) when amount > 0 do
    %{account | balance: balance + amount}
  end
end

defmodule Main do
  def main do
    account = %Account{owner: "Kim"}
    IO.inspect(account.balance)
    account = Account.deposit(account, 50)
    IO.inspect(account)
    IO.inspect(%Account{account | tags: [:new]}.tags)
    IO.inspect(is_struct(account))
    IO.inspect(is_struct(account, Account))
    IO.inspect(is_struct(account, Main))
    IO.inspect(is_map(account))
    IO.inspect(account.__struct__)
    IO.inspect(Account.__struct__() |> Map.keys() |> Enum.sort())
    IO.inspect(struct(Account, owner: 1, unknown: 2).owner)

    for fun <- [
          fn -> struct!(Account, owner: 1, unknown: 2) end,
          fn -> struct!(Account, []) end,
          fn -> Account.deposit(account, -1) end,
          fn -> Map.fetch!(account, :missing) end,
          fn -> %{account | balance: 1}.nothing end,
          fn -> account[:balance] end
        ] do
      try do
        IO.inspect(fun.())
      rescue
        error -> IO.puts("#{inspect(error.__struct__)}")
      end
    end

    %Account{owner: owner, tags: [] = tags} = account
    IO.inspect({owner, tags})
    IO.inspect(match?(%{__struct__: Account}, account))
    IO.inspect(match?(%name{} when name == Account, account))
    IO.inspect(account == %{account | balance: 50})
  end
end
