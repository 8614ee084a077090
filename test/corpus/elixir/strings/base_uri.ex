defmodule Main do
  def main do
    IO.inspect(Base.encode16("hello"))
    IO.inspect(Base.encode16(<<255, 1>>, case: :lower))
    IO.inspect(Base.decode16("68656C6C6F"))
    IO.inspect(Base.decode16("zz"))
    IO.inspect(Base.decode16!("ff01", case: :mixed))
    IO.inspect(Base.encode64("any carnal pleas"))
    IO.inspect(Base.encode64("a", padding: false))
    IO.inspect(Base.decode64("YW55IGNhcm5hbCBwbGVhcw=="))
    IO.inspect(Base.decode64("YQ", padding: false))
    IO.inspect(Base.decode64("YQ"))
    IO.inspect(Base.decode64("Y Q = =", ignore: :whitespace))
    IO.inspect(Base.url_encode64(<<251, 255, 254>>))
    IO.inspect(Base.url_decode64!("-__-"))
    IO.inspect(Base.encode32("foobar"))
    IO.inspect(Base.decode32!("MZXW6YTBOI======"))
    IO.inspect(Base.hex_encode32("foobar", case: :lower))
    uri = URI.parse("https://user:pw@example.com:8080/a/b?x=1&y=a+b#frag")
    IO.inspect({uri.scheme, uri.userinfo, uri.host, uri.port, uri.path, uri.query, uri.fragment})
    IO.puts(URI.to_string(uri))
    IO.inspect(URI.decode_query("x=1&y=a+b&z=%C5%82"))
    IO.inspect(URI.query_decoder("a=1&a=2&b") |> Enum.to_list())
    IO.inspect(URI.encode_query([{"k", "v 1"}, {:ł, "&="}]))
    IO.inspect(URI.encode_query([a: "b c"], :rfc3986))
    IO.inspect({URI.encode("a b/ł?"), URI.decode("a%20b%2F"), URI.encode_www_form("a b&ł"), URI.decode_www_form("a+b%26")})
    IO.inspect(URI.merge("http://e.com/a/b/c", "../d?q=1") |> to_string())
    IO.inspect(URI.merge("http://e.com/a/b/c", "/x") |> to_string())
    IO.inspect(URI.new("http://bad host") |> elem(0))
    IO.inspect(URI.new!("mailto:a@b.c").path)
    IO.inspect({URI.char_reserved?(?:), URI.char_unescaped?(?é)})
    IO.inspect(URI.parse("//host/path").host)

    for fun <- [fn -> Base.decode16!("a") end, fn -> Base.decode64!("a~==") end, fn -> URI.decode("%zz") end] do
      try do
        fun.()
      rescue
        error in ArgumentError -> IO.puts(Exception.message(error) |> String.split("\n") |> hd())
      end
    end
  end
end
