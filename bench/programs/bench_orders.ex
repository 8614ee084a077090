# An order-pricing pipeline: orders and lines as structs, price lists and customers as maps, a pipe of
# steps that each return {:ok, order} or {:error, reason}, totals grouped at the end.

defmodule BenchOrders.Line do
  defstruct [:sku, :quantity, unit: 0, discount: 0, tax: 0]
end

defmodule BenchOrders.Order do
  defstruct [:id, :customer, lines: [], coupon: nil, subtotal: 0, shipping: 0, tax: 0, total: 0, notes: []]
end

defmodule :bench_orders do
  alias BenchOrders.{Line, Order}

  @skus 40

  def run(n) do
    catalogue = catalogue()
    customers = customers()
    priced = for i <- 1..n, do: price(order(i), catalogue, customers)
    {good, bad} = Enum.split_with(priced, &match?({:ok, _}, &1))

    by_country =
      good
      |> Enum.map(fn {:ok, order} -> order end)
      |> Enum.group_by(&customers[&1.customer].country, & &1.total)
      |> Map.new(fn {country, totals} -> {country, {length(totals), Enum.sum(totals), Enum.max(totals)}} end)

    reasons = Enum.frequencies_by(bad, fn {:error, reason} -> reason end)
    {Enum.sort(by_country), Enum.sort(reasons)}
  end

  defp price(%Order{} = order, catalogue, customers) do
    with {:ok, customer} <- Map.fetch(customers, order.customer) |> or_error(:unknown_customer),
         {:ok, order} <- price_lines(order, catalogue),
         {:ok, order} <- apply_coupon(order),
         {:ok, order} <- check_credit(order, customer) do
      {:ok, order |> add_tax(customer) |> add_shipping(customer) |> total()}
    end
  end

  defp or_error(:error, reason), do: {:error, reason}
  defp or_error(ok, _), do: ok

  defp price_lines(order, catalogue) do
    Enum.reduce_while(order.lines, {:ok, %{order | lines: []}}, fn %Line{sku: sku} = line, {:ok, acc} ->
      case catalogue do
        %{^sku => %{stock: stock}} when stock < line.quantity ->
          {:halt, {:error, :out_of_stock}}

        %{^sku => %{price: unit, category: category}} ->
          priced = %Line{line | unit: unit, discount: volume_discount(line.quantity, category)}
          amount = div(unit * line.quantity * (100 - priced.discount), 100)
          {:cont, {:ok, %Order{acc | lines: [priced | acc.lines], subtotal: acc.subtotal + amount}}}

        %{} ->
          {:halt, {:error, :unknown_sku}}
      end
    end)
  end

  defp volume_discount(quantity, _) when quantity >= 50, do: 15
  defp volume_discount(quantity, :books) when quantity >= 5, do: 7
  defp volume_discount(quantity, category) when quantity >= 20 and category in [:tools, :toys], do: 10
  defp volume_discount(_, _), do: 0

  defp apply_coupon(%Order{coupon: nil} = order), do: {:ok, order}

  defp apply_coupon(%Order{coupon: "SAVE" <> percent} = order) do
    case Integer.parse(percent) do
      {percent, ""} when percent <= 30 ->
        {:ok, %{order | subtotal: div(order.subtotal * (100 - percent), 100), notes: [:coupon | order.notes]}}

      _ ->
        {:error, :bad_coupon}
    end
  end

  defp apply_coupon(_), do: {:error, :bad_coupon}

  defp check_credit(%{subtotal: subtotal}, %{credit: credit}) when subtotal > credit, do: {:error, :credit}
  defp check_credit(order, _), do: {:ok, order}

  defp add_tax(order, %{country: country}) do
    rate = %{"PL" => 23, "DE" => 19, "FR" => 20, "CZ" => 21}[country] || 0
    lines = Enum.map(order.lines, fn line -> %{line | tax: div(line.unit * line.quantity * rate, 100)} end)
    %{order | lines: lines, tax: div(order.subtotal * rate, 100)}
  end

  defp add_shipping(%{subtotal: subtotal} = order, %{tier: :gold}) when subtotal > 5_000, do: order

  defp add_shipping(order, _) do
    weight = order.lines |> Enum.map(& &1.quantity) |> Enum.sum()
    %{order | shipping: 500 + 20 * weight}
  end

  defp total(order), do: %{order | total: order.subtotal + order.tax + order.shipping}

  defp catalogue do
    for i <- 1..@skus, into: %{} do
      category = Enum.at([:books, :tools, :toys, :food], rem(i, 4))
      {"SKU-#{i}", %{price: 100 + i * 37, category: category, stock: 30 + rem(i * 7, 60), tags: [category]}}
    end
  end

  defp customers do
    for i <- 1..100, into: %{} do
      country = Enum.at(["PL", "DE", "FR", "CZ", "US"], rem(i, 5))
      tier = if rem(i, 10) == 0, do: :gold, else: :normal
      {i, %{name: "Customer #{i}", country: country, tier: tier, credit: 50_000 + i * 1_000}}
    end
  end

  defp order(i) do
    lines =
      for j <- 1..(1 + rem(i, 6)) do
        # One order in fifty may ask for what nobody sells.
        known = if rem(i, 50) == 0, do: @skus + 10, else: @skus
        %Line{sku: "SKU-#{1 + rem(i * 13 + j * 7, known)}", quantity: 1 + rem(i * j, 34)}
      end

    coupon = Enum.at([nil, nil, "SAVE10", nil, "SAVE25", nil, "SAVE99", nil], rem(i, 8))
    %Order{id: i, customer: 1 + rem(i * 17, 103), lines: lines, coupon: coupon}
  end
end
