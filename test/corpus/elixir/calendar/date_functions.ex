defmodule Main do
  def main do
    date = ~D[2024-02-28]
    IO.inspect(date)
    IO.puts(date)
    IO.inspect(Date.add(date, 2))
    IO.inspect(Date.diff(~D[2024-12-25], date))
    IO.inspect({Date.day_of_week(date), Date.day_of_year(date), Date.days_in_month(date), Date.leap_year?(date)})
    IO.inspect({Date.quarter_of_year(date), Date.year_of_era(date), Date.months_in_year(date)})
    IO.inspect({Date.beginning_of_month(date), Date.end_of_month(date), Date.beginning_of_week(date), Date.end_of_week(date, :sunday)})
    IO.inspect(Date.new(2023, 2, 29))
    IO.inspect(Date.new!(-1, 1, 1))
    IO.inspect(Date.from_iso8601("2024-13-01"))
    IO.inspect(Date.from_iso8601("garbage"))
    IO.inspect(Date.from_iso8601!("2024-07-04"))
    IO.inspect({Date.to_iso8601(date), Date.to_iso8601(date, :basic)})
    IO.inspect(Date.compare(~D[2024-01-01], ~D[2023-12-31]))
    IO.inspect(Enum.sort([~D[2024-05-01], ~D[2023-01-31], ~D[2024-04-30]], Date))
    IO.inspect(Enum.max([~D[2024-05-01], ~D[2023-01-31]], Date))
    range = Date.range(~D[2024-02-27], ~D[2024-03-02])
    IO.inspect(range)
    IO.inspect(Enum.to_list(range))
    IO.inspect({Enum.count(range), ~D[2024-02-29] in range})
    IO.inspect(Date.range(~D[2024-01-01], ~D[2024-01-10], 3) |> Enum.map(& &1.day))
    IO.inspect(Date.to_erl(date))
    IO.inspect(Date.from_erl({2024, 1, 1}))
    IO.inspect(Date.to_gregorian_days(date))
    IO.inspect(Date.from_gregorian_days(700_000))
    %Date{year: y, month: m, day: d} = date
    IO.inspect({y, m, d})
    try do
      Date.new!(2024, 13, 1)
    rescue
      error -> IO.puts(Exception.message(error))
    end
    IO.inspect(Calendar.strftime(date, "%A %d %B %Y, %a %b %j %q %y %%"))
    IO.inspect(Calendar.strftime(~D[2024-01-05], "%-d/%-m/%_d"))
    IO.inspect(Date.day_of_era(~D[0001-01-01]))
  end
end
