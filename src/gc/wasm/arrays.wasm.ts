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

/** A copy; of few elements it is made with them, and not filled first. */
export function copied(a: MutArray<Term>): MutArray<Term> {
  const n = a.length;
  // biome-ignore format: a table
  switch (n) {
    case 1: return newArrayOf<MutArray<Term>>(a[0]);
    case 2: return newArrayOf<MutArray<Term>>(a[0], a[1]);
    case 3: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2]);
    case 4: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3]);
    case 5: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4]);
    case 6: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5]);
    case 7: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    case 8: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
    case 9: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
    case 10: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
    case 11: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10]);
    case 12: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11]);
    case 13: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12]);
    case 14: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13]);
    case 15: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14]);
    case 16: return newArrayOf<MutArray<Term>>(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15]);
  }
  const copy: MutArray<Term> = newArray(small(0), n);
  arrayCopy(copy, 0, a, 0, n);
  return copy;
}

/** A copy with another element at `i`. */
export function withElement(a: MutArray<Term>, i: i32, t: Term): MutArray<Term> {
  const copy = copied(a);
  copy[i] = t;
  return copy;
}
