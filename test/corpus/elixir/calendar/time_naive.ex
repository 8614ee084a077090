defmodule Main do
  def main do
    time = ~T[23:30:07.001]
    IO.inspect(time)
    IO.puts(time)
    IO.inspect(Time.add(time, 3600))
    IO.inspect(Time.add(time, -90, :minute))
    IO.inspect(Time.diff(time, ~T[10:00:00]))
    IO.inspect(Time.diff(time, ~T[10:00:00], :millisecond))
    IO.inspect(Time.truncate(time, :second))
    IO.inspect(Time.new(24, 0, 0))
    IO.inspect(Time.new!(1, 2, 3, {450_000, 2}))
    IO.inspect(Time.from_iso8601("T12:34:56.789Z"))
    IO.inspect(Time.compare(~T[01:00:00], ~T[02:00:00]))
    IO.inspect(Time.to_seconds_after_midnight(time))
    IO.inspect(Time.from_seconds_after_midnight(3661))
    IO.inspect(Time.to_erl(time))
    naive = ~N[2024-02-28 23:59:59.5]
    IO.inspect(naive)
    IO.puts(naive)
    IO.inspect(NaiveDateTime.add(naive, 1))
    IO.inspect(NaiveDateTime.add(naive, 2, :day))
    IO.inspect(NaiveDateTime.diff(~N[2025-01-01 00:00:00], naive))
    IO.inspect(NaiveDateTime.to_iso8601(naive))
    IO.inspect(NaiveDateTime.from_iso8601("2024-01-01T10:00:00"))
    IO.inspect(NaiveDateTime.from_iso8601("2024-01-01 25:00:00"))
    IO.inspect({NaiveDateTime.to_date(naive), NaiveDateTime.to_time(naive)})
    IO.inspect(NaiveDateTime.new!(~D[2020-01-01], ~T[00:00:00]))
    IO.inspect(NaiveDateTime.compare(naive, naive))
    IO.inspect(NaiveDateTime.truncate(naive, :second))
    IO.inspect(NaiveDateTime.to_gregorian_seconds(naive))
    IO.inspect(Calendar.strftime(naive, "%H:%M:%S.%f %I %p %P %c"))
  end
end
