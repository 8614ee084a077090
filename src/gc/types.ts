declare const term: unique symbol;

/**
 * An Erlang term as JavaScript holds it: a plain number for a small integer (31 bits), else an opaque WebAssembly object.
 * `===` is identity, right for atoms, nil and small integers; anything else is compared with `exactEqual`.
 */
export interface Term {
  readonly [term]: never;
}
