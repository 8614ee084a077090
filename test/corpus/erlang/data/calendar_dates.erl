-module(calendar_dates).
-export([main/0]).

main() ->
    io:format("~p~n", [[calendar:date_to_gregorian_days(D) || D <- [{0, 1, 1}, {1970, 1, 1}, {2000, 2, 29}, {2024, 12, 31}]]]),
    io:format("~p~n", [[calendar:gregorian_days_to_date(N) || N <- [0, 60, 730000, 739000]]]),
    io:format("~p~n", [calendar:datetime_to_gregorian_seconds({{1970, 1, 1}, {0, 0, 0}})]),
    io:format("~p~n", [calendar:gregorian_seconds_to_datetime(63900000000)]),
    io:format("~p~n", [[calendar:day_of_the_week(2024, 2, D) || D <- lists:seq(26, 29)]]),
    io:format("~p~n", [[calendar:is_leap_year(Y) || Y <- [1900, 2000, 2023, 2024]]]),
    io:format("~p~n", [[calendar:last_day_of_the_month(2024, M) || M <- lists:seq(1, 12)]]),
    io:format("~p~n", [[calendar:iso_week_number(D) || D <- [{2020, 12, 31}, {2021, 1, 1}, {2024, 1, 1}, {2016, 1, 3}]]]),
    io:format("~p~n", [[calendar:valid_date(D) || D <- [{2023, 2, 29}, {2024, 2, 29}, {2024, 13, 1}, {2024, 4, 31}]]]),
    io:format("~p~n", [calendar:seconds_to_daystime(100000)]),
    io:format("~p~n", [calendar:seconds_to_time(3661)]),
    io:format("~p~n", [calendar:time_to_seconds({23, 59, 59})]),
    io:format("~p~n", [calendar:time_difference({{2024, 1, 1}, {0, 0, 0}}, {{2024, 3, 1}, {12, 0, 0}})]),
    io:format("~s~n", [calendar:system_time_to_rfc3339(1700000000, [{offset, "Z"}])]),
    io:format("~s~n", [calendar:system_time_to_rfc3339(1700000000123, [{unit, millisecond}, {offset, "+02:00"}])]),
    io:format("~p~n", [[calendar:rfc3339_to_system_time(S) || S <- ["2023-11-14T22:13:20Z", "2023-11-14T22:13:20+01:00", "1970-01-01T00:00:00-00:30"]]]),
    io:format("~p~n", [calendar:rfc3339_to_system_time("2023-11-14T22:13:20.5Z", [{unit, millisecond}])]),
    io:format("~p~n", [calendar:system_time_to_universal_time(0, second)]),
    io:format("~p~n", [calendar:universal_time_to_local_time({{2024, 6, 1}, {12, 0, 0}})]),
    io:format("~p~n", [try calendar:date_to_gregorian_days({2024, 2, 30}) catch C:R -> {C, R} end]).
