import corpus/io
import corpus/list
import corpus/text

pub fn main() {
  io.println(text.uppercase("straße żółw"))
  io.println(text.lowercase("ÀÉ ŁÓDŹ"))
  io.debug(#(text.length("żółw"), text.byte_size("żółw")))
  io.println(text.reverse("noël"))
  io.debug(text.split("a,b,,c", ","))
  io.println(text.join(["a", "b", "c"], " - "))
  io.println(text.replace("one two one", "one", "1"))
  io.debug(text.trim("  x \n"))
  io.debug(text.graphemes("é👨‍👩‍👧🇵🇱"))
  io.debug(text.pop_grapheme(""))
  io.debug(text.slice("hello wörld", 6, 3))
  io.debug(text.codepoints("ał€😀"))
  io.println(text.from_codepoints([72, 105, 128_512]))
  io.println(text.repeat("ab", 3) <> text.pad_left("7", 3, "0"))
  io.debug(list.sort(["pear", "fig", "Apple", "żuk"], text.compare))
  io.println("quotes \" backslash \\ tab\tend")
  io.println("multi
line")
  io.debug("a" <> "b" == "ab")
}
