// Copies of arrays of terms.

/** `arrayCopy` for a few elements, of which the engine would make a call. */
export function copyElements(
  to: MutArray<Term>,
  at: i32,
  from: MutArray<Term>,
  start: i32,
  n: i32,
): void {
  for (let i = 0; i < n; i++) to[at + i] = from[start + i];
}

/** A copy with another element at `i`. */
export function withElement(a: MutArray<Term>, i: i32, t: Term): MutArray<Term> {
  const copy = copyOf(a);
  copy[i] = t;
  return copy;
}
