//// Dictionaries: Erlang's maps. Lists of entries are sorted by key.

import corpus/list

pub type Dict(k, v)

@external(erlang, "maps", "new")
pub fn new() -> Dict(k, v)

@external(erlang, "maps", "from_list")
pub fn from_list(entries: List(#(k, v))) -> Dict(k, v)

@external(erlang, "maps", "size")
pub fn size(dict: Dict(k, v)) -> Int

@external(erlang, "maps", "put")
fn put(key: k, value: v, dict: Dict(k, v)) -> Dict(k, v)

@external(erlang, "maps", "remove")
fn remove(key: k, dict: Dict(k, v)) -> Dict(k, v)

@external(erlang, "maps", "is_key")
fn is_key(key: k, dict: Dict(k, v)) -> Bool

@external(erlang, "maps", "merge")
pub fn merge(old: Dict(k, v), new: Dict(k, v)) -> Dict(k, v)

@external(erlang, "maps", "map")
pub fn map_values(f: fn(k, v) -> w, dict: Dict(k, v)) -> Dict(k, w)

@external(erlang, "maps", "to_list")
fn unsorted(dict: Dict(k, v)) -> List(#(k, v))

@external(erlang, "lists", "sort")
fn sorted(list: List(a)) -> List(a)

@external(erlang, "corpus_ffi", "dict_get")
pub fn get(dict: Dict(k, v), key: k) -> Result(v, Nil)

pub fn insert(dict: Dict(k, v), key: k, value: v) -> Dict(k, v) {
  put(key, value, dict)
}

pub fn delete(dict: Dict(k, v), key: k) -> Dict(k, v) {
  remove(key, dict)
}

pub fn has_key(dict: Dict(k, v), key: k) -> Bool {
  is_key(key, dict)
}

pub fn update(dict: Dict(k, v), key: k, default: v, f: fn(v) -> v) -> Dict(k, v) {
  case get(dict, key) {
    Ok(value) -> insert(dict, key, f(value))
    Error(Nil) -> insert(dict, key, default)
  }
}

pub fn to_list(dict: Dict(k, v)) -> List(#(k, v)) {
  sorted(unsorted(dict))
}

pub fn keys(dict: Dict(k, v)) -> List(k) {
  list.map(to_list(dict), fn(entry) { entry.0 })
}

pub fn values(dict: Dict(k, v)) -> List(v) {
  list.map(to_list(dict), fn(entry) { entry.1 })
}
