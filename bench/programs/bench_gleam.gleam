//// Lists and dictionaries in Gleam: an inventory of custom types, folded, grouped, sorted and joined.

import corpus/dict.{Dict}
import corpus/int
import corpus/list
import corpus/order

pub type Kind {
  Fruit
  Tool
  Book(pages: Int)
}

pub type Item {
  Item(id: Int, name: String, kind: Kind, price: Int)
}

pub type Summary {
  Summary(count: Int, total: Int, dearest: Int)
}

pub fn run(n: Int) -> #(Int, Int, List(#(Int, Int)), Int) {
  let items = list.map(list.range(1, n), item)
  let groups = list.fold(items, dict.new(), add)
  let summaries = dict.map_values(fn(_, group) { summary(group) }, groups)
  let sorted = list.sort(items, by_price)
  let assert Ok(middle) = list.at(sorted, n / 2)
  let counts =
    list.map(
      dict.to_list(summaries),
      fn(entry) {
        let #(key, Summary(count: count, dearest: dearest, ..)) = entry
        #(key, count * 1000 + dearest)
      },
    )
  let paired =
    list.zip(items, sorted)
    |> list.filter_map(fn(pair) {
      let #(a, b) = pair
      case a.kind, b.kind {
        Book(p), Book(q) if p > q -> Ok(p - q)
        Book(p), _ -> Ok(p)
        _, _ -> Error(Nil)
      }
    })
  #(middle.id, checksum(sorted, 7), list.take(counts, 5), list.sum(paired))
}

fn item(i: Int) -> Item {
  let kind = case i % 3 {
    0 -> Fruit
    1 -> Tool
    _ -> Book(pages: 50 + i * 7 % 400)
  }
  Item(id: i, name: "item " <> int.to_string(i), kind: kind, price: i * 7919 % 10_007)
}

fn bucket(item: Item) -> Int {
  case item.kind {
    Fruit -> item.price % 20
    Tool -> 20 + item.price % 20
    Book(pages) -> 40 + pages % 20
  }
}

fn add(groups: Dict(Int, List(Item)), item: Item) -> Dict(Int, List(Item)) {
  let key = bucket(item)
  case dict.get(groups, key) {
    Ok(group) -> dict.insert(groups, key, [item, ..group])
    Error(Nil) -> dict.insert(groups, key, [item])
  }
}

fn summary(items: List(Item)) -> Summary {
  use acc, item <- list.fold(items, Summary(0, 0, 0))
  Summary(
    count: acc.count + 1,
    total: acc.total + item.price,
    dearest: case item.price > acc.dearest {
      True -> item.price
      False -> acc.dearest
    },
  )
}

fn by_price(a: Item, b: Item) -> order.Order {
  case int.compare(a.price, b.price) {
    order.Eq -> int.compare(a.id, b.id)
    other -> other
  }
}

fn checksum(items: List(Item), acc: Int) -> Int {
  case items {
    [] -> acc
    [Item(id: id, price: price, ..), ..rest] -> checksum(rest, { acc * 31 + id + price } % 65_521)
  }
}
