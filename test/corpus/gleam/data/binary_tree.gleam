import corpus/int
import corpus/io
import corpus/list
import corpus/order.{Eq, Gt, Lt, Order}
import corpus/text

pub type Tree(k, v) {
  Leaf
  Node(left: Tree(k, v), key: k, value: v, right: Tree(k, v))
}

fn insert(tree: Tree(k, v), key: k, value: v, compare: fn(k, k) -> Order) -> Tree(k, v) {
  case tree {
    Leaf -> Node(Leaf, key, value, Leaf)
    Node(left, k, v, right) ->
      case compare(key, k) {
        Lt -> Node(insert(left, key, value, compare), k, v, right)
        Gt -> Node(left, k, v, insert(right, key, value, compare))
        Eq -> Node(left, key, value, right)
      }
  }
}

fn lookup(tree: Tree(k, v), key: k, compare: fn(k, k) -> Order) -> Result(v, Nil) {
  case tree {
    Leaf -> Error(Nil)
    Node(left, k, v, right) ->
      case compare(key, k) {
        Eq -> Ok(v)
        Lt -> lookup(left, key, compare)
        Gt -> lookup(right, key, compare)
      }
  }
}

fn depth(tree: Tree(k, v)) -> Int {
  case tree {
    Leaf -> 0
    Node(left: l, right: r, ..) -> 1 + int.max(depth(l), depth(r))
  }
}

fn to_list(tree: Tree(k, v)) -> List(#(k, v)) {
  case tree {
    Leaf -> []
    Node(l, k, v, r) -> list.append(to_list(l), [#(k, v), ..to_list(r)])
  }
}

fn fold(tree: Tree(k, v), initial: a, f: fn(a, v) -> a) -> a {
  case tree {
    Leaf -> initial
    Node(l, _, v, r) -> fold(r, f(fold(l, initial, f), v), f)
  }
}

fn draw(tree: Tree(String, v), indent: String) -> Nil {
  case tree {
    Leaf -> Nil
    Node(l, k, _, r) -> {
      draw(r, indent <> "  ")
      io.println(indent <> k)
      draw(l, indent <> "  ")
    }
  }
}

pub fn main() {
  let words = text.split("the quick brown fox jumps over the lazy dog", " ")
  let tree = list.fold(words, Leaf, fn(t, w) { insert(t, w, text.length(w), text.compare) })
  draw(tree, "")
  io.debug(to_list(tree))
  io.debug(lookup(tree, "fox", text.compare))
  io.debug(lookup(tree, "cat", text.compare))
  io.debug(#(depth(tree), fold(tree, 0, fn(a, b) { a + b })))
  let numbers = list.map(list.range(1, 500), fn(n) { n * 383 % 509 })
  let big = list.fold(numbers, Leaf, fn(t, n) { insert(t, n, n * 2, int.compare) })
  io.debug(#(depth(big), list.length(to_list(big)), lookup(big, 100, int.compare)))
  io.debug(list.take(to_list(big), 4))
}
