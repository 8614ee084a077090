import corpus/dict.{Dict}
import corpus/io
import corpus/list
import corpus/text

pub type Atom

@external(erlang, "uri_string", "parse")
fn parse(uri: String) -> Dict(Atom, a)

@external(erlang, "uri_string", "dissect_query")
fn dissect(query: String) -> List(#(String, String))

@external(erlang, "uri_string", "compose_query")
fn compose(pairs: List(#(String, String))) -> String

@external(erlang, "uri_string", "normalize")
fn normalize(uri: String) -> String

@external(erlang, "uri_string", "quote")
fn quote(part: String) -> String

@external(erlang, "base64", "encode")
fn encode(bytes: BitString) -> String

@external(erlang, "base64", "decode")
fn decode(base64: String) -> BitString

@external(erlang, "binary", "encode_hex")
fn hex(bytes: BitString) -> String

@external(erlang, "erlang", "crc32")
fn crc32(bytes: BitString) -> Int

@external(erlang, "erlang", "md5")
fn md5(bytes: BitString) -> BitString

pub fn main() {
  list.each(
    ["https://user@example.com:8080/a/b?q=1#top", "mailto:someone@example.com", "/relative/path?x", "//host"],
    fn(uri) { io.debug(dict.to_list(parse(uri))) },
  )
  io.debug(dissect("a=1&b=two+words&c=%C5%82"))
  io.println(compose([#("k", "v 1"), #("ł", "&=")]))
  io.println(normalize("HTTP://Example.COM:80/a/../b/./c"))
  io.println(quote("a b/ł?"))
  io.println(encode(<<"any carnal pleas":utf8>>))
  io.debug(decode("AAECAw=="))
  io.debug(list.map(["", "f", "fo", "foo"], fn(s) { encode(<<s:utf8>>) }))
  io.println(hex(<<0, 255, 16>>))
  io.debug(crc32(<<"checksum":utf8>>))
  io.println(text.lowercase(hex(md5(<<"":utf8>>))))
}
