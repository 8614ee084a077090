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
/** Where WebAssembly expects a name: 255 characters take no more. */
const nameWindow = new Uint8Array(wasm.memory.buffer, 0, 1020);

/** The atom of that name (any Unicode text of at most 255 characters; the caller checks). */
export function atom(name: string): Term {
  const known = table.get(name);
  if (known !== undefined) return known;
  const bootIndex = bootIndices.get(name);
  const index = bootIndex ?? bootIndices.size + later.length;
  const { written } = encoder.encodeInto(name, nameWindow);
  const made = wasm.newAtom(index, written, name);
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
