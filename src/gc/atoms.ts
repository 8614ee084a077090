// The atom table: every atom with the same name is the same object, in all runtimes of this realm.
import { BOOT_ATOMS } from './data/boot-atoms.ts';
import { hooks, wasm } from './instance.ts';
import type { Term } from './types.ts';

const table = new Map<string, Term>();

/**
 * The indices of the atoms that a booted OTP has: they decide the order of the keys of small maps and of large maps with atoms
 * in their keys (docs/map-order.md). An atom is made when it is first asked for; others get the indices behind these.
 */
const bootIndices = new Map(BOOT_ATOMS.map((name, i) => [name, i]));
/** Those others in the order of their indices. */
const later: Term[] = [];

const encoder = new TextEncoder();

/** OTP's hash of an atom's name (erts/emulator/beam/atom.c): a PJW hash in which U+0080–U+00FF count as one byte. */
function hashName(bytes: Uint8Array): number {
  let h = 0;
  for (let i = 0; i < bytes.length; i++) {
    let v = bytes[i];
    if ((v & 0xfe) === 0xc2 && (bytes[i + 1] & 0xc0) === 0x80)
      v = ((v << 6) | (bytes[++i] & 0x3f)) & 0xff;
    h = ((h << 4) + v) >>> 0;
    const g = h & 0xf0000000;
    if (g !== 0) h = (h ^ (g >>> 24) ^ g) >>> 0;
  }
  return h | 0;
}

/** The atom of that name (any Unicode text of at most 255 characters; the caller checks). */
export function atom(name: string): Term {
  const known = table.get(name);
  if (known !== undefined) return known;
  const bytes = encoder.encode(name);
  const ord =
    ((bytes[0] ?? 0) << 24) | ((bytes[1] ?? 0) << 16) | ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  const bootIndex = bootIndices.get(name);
  const index = bootIndex ?? bootIndices.size + later.length;
  const made = wasm.newAtom(index, ord, hashName(bytes), name);
  table.set(name, made);
  if (bootIndex === undefined) later.push(made);
  return made;
}

/** The atom of that name if it exists already. */
export function existingAtom(name: string): Term | undefined {
  return table.get(name);
}

/** The atom of an index; undefined behind the last one. */
export function atomAt(index: number): Term | undefined {
  const n = bootIndices.size;
  return index < n ? atom(BOOT_ATOMS[index]) : later[index - n];
}

/** How many atoms there are. */
export function atomCount(): number {
  return table.size;
}

/** The name of an atom; anything else traps. */
export function atomName(t: Term): string {
  return wasm.atomNameOf(t) as string;
}

/** Several atoms by name, for a file's constants: `const am = atoms('ok', 'error')`. */
export function atoms<const N extends string>(...names: N[]): Record<N, Term> {
  return Object.fromEntries(names.map((n) => [n, atom(n)])) as Record<N, Term>;
}

/** Code point order, which UTF-16 order is not for characters beyond U+FFFF. */
hooks.compareAtomNames = (a, b) => {
  const x = a as string;
  const y = b as string;
  const n = Math.min(x.length, y.length);
  for (let i = 0; i < n; i++) {
    if (x.charCodeAt(i) !== y.charCodeAt(i)) {
      // The first difference may be in the low half of a pair whose high half is equal.
      return (x.codePointAt(i) as number) - (y.codePointAt(i) as number);
    }
  }
  return x.length - y.length;
};
