import corpus/dict
import corpus/int
import corpus/io
import corpus/list
import corpus/order
import corpus/text

const poem = "The sea is calm tonight. The tide is full, the moon lies fair upon the straits; on the French coast the light gleams and is gone."

pub fn main() {
  let words =
    poem
    |> text.lowercase
    |> text.replace(".", "")
    |> text.replace(",", "")
    |> text.replace(";", "")
    |> text.split(" ")
  let counts = list.fold(words, dict.new(), fn(d, word) { dict.update(d, word, 1, fn(n) { n + 1 }) })
  let ranked =
    dict.to_list(counts)
    |> list.sort(fn(a, b) {
      use <- order.then(order.reverse(int.compare(a.1, b.1)))
      text.compare(a.0, b.0)
    })
  list.each(list.take(ranked, 6), fn(entry) {
    io.println(text.pad_left(entry.0, 8, " ") <> " " <> text.repeat("*", entry.1))
  })
  io.debug(#(list.length(words), dict.size(counts)))
  let lengths = list.fold(words, dict.new(), fn(d, word) { dict.update(d, text.length(word), [word], fn(ws) { [word, ..ws] }) })
  io.debug(dict.get(lengths, 7))
  io.debug(dict.keys(lengths))
  io.debug(list.map(["level", "gleam", "été"], fn(word) { word == text.reverse(word) }))
}
