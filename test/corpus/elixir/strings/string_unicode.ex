defmodule Main do
  def main do
    for s <- ["é", "e\u0301", "👨‍👩‍👧‍👦", "🇵🇱🇩🇪", "한국어", "ﬃ", "नमस्ते", "\r\n", "a\u200Db", "🏳️‍🌈"] do
      IO.puts("#{s} g=#{String.length(s)} c=#{length(String.codepoints(s))} b=#{byte_size(s)}")
      IO.inspect(String.graphemes(s) |> Enum.map(&byte_size/1))
    end

    IO.inspect(String.normalize("e\u0301", :nfc) == "é")
    IO.inspect(String.normalize("é", :nfd) |> String.to_charlist())
    IO.inspect(String.normalize("ﬃ①", :nfkc))
    IO.inspect(String.normalize("Å", :nfkd) |> String.codepoints())
    IO.inspect(String.upcase("ﬃ ǆ ŉ"))
    IO.inspect(String.downcase("İ"))
    IO.inspect(String.capitalize("ǆabc"))
    IO.inspect(String.reverse("🇵🇱👨‍👩‍👧e\u0301"))
    IO.inspect("\u{1F600}" |> String.to_charlist())
    IO.inspect(?ł)
    IO.inspect(<<"ł"::utf16>>)
    IO.inspect(<<"ł"::utf32-little>>)
    IO.inspect(for <<c::utf8 <- "ąę">>, do: c)
    IO.inspect("a\u0000b")
    IO.inspect("tab\tnew\nesc\e\d")
    IO.inspect(<<0xC3, 0x28>>)
    IO.inspect("héllo" <> <<0>>)
    IO.puts("żółw ☃ 日本")
    IO.puts(~c"żółw")
    IO.inspect(~c"żółw" == [380, 243, 322, 119])
    IO.inspect(String.split("one two three"))
    IO.inspect(String.trim("  x  "))
    IO.inspect(List.to_string([104, [233, "x"], 8364]))
    IO.inspect(:unicode.characters_to_binary("é", :utf8, :latin1))
    IO.inspect(:unicode.characters_to_list(<<0xE2, 0x82>>))
    IO.inspect(String.to_charlist("é") |> :unicode.characters_to_nfd_list())
  end
end
