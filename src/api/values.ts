// Erlang's values in JavaScript: classes for what JavaScript has no type of its own for.
//
//   integer            number where it is safe, else bigint        (both are accepted)
//   float              Float
//   true, false        boolean
//   any other atom     Atom
//   binary             Uint8Array, or string where the runtime was made with `binaries: 'text'` and it is UTF-8
//   bitstring          BitString
//   list               Array, or ImproperList
//   tuple              Tuple
//   map                Map
//   fun                a function with the property `arity`
//   pid, ref, port     Pid, Reference, Port
//
// Nothing is lost on the way there and back, but for binaries that were asked for as text: those come back as the same
// binary. Conversely a string is a binary, and a number with a fraction a float.

import type { Term } from '../gc/types.ts';

/** Anything that a term converts to. */
export type Value =
  | number
  | bigint
  | boolean
  | string
  | Atom
  | Float
  | Uint8Array
  | BitString
  | Tuple
  | ImproperList
  | Pid
  | Reference
  | Port
  | Fun
  | Value[]
  | Map<Value, Value>;

/** Anything that converts to a term: what `Value` has, read-only ones too. */
export type Input =
  | number
  | bigint
  | boolean
  | string
  | Atom
  | Float
  | Uint8Array
  | BitString
  | Tuple
  | ImproperList
  | Pid
  | Reference
  | Port
  | Fun
  | readonly Input[]
  | ReadonlyMap<Input, Input>;

const atoms = new Map<string, Atom>();

/** An atom. There is one object for each name: compare with `===`, use it as a key. */
export class Atom {
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }

  /** The atom of that name. Names have at most 255 characters. */
  static of(name: string): Atom {
    let found = atoms.get(name);
    if (found === undefined) {
      if ([...name].length > 255) throw new RangeError('an atom of more than 255 characters');
      found = new Atom(name);
      atoms.set(name, found);
    }
    return found;
  }

  toString(): string {
    return this.name;
  }
}

/** The atom of that name; `true` and `false` are JavaScript's booleans instead. */
export function atom(name: string): Atom {
  return Atom.of(name);
}

/** A float. It counts as its number in JavaScript's arithmetic; an integer stays apart from the float of equal value. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    if (!Number.isFinite(value)) throw new RangeError(`Erlang has no float ${value}`);
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }
}

/** A tuple. */
export class Tuple {
  readonly elements: readonly Value[];

  constructor(elements: readonly Value[]) {
    this.elements = elements;
  }

  get length(): number {
    return this.elements.length;
  }

  /** Element `i`, from 0. */
  at(i: number): Value | undefined {
    return this.elements.at(i);
  }

  [Symbol.iterator](): IterableIterator<Value> {
    return this.elements[Symbol.iterator]();
  }
}

/** A tuple of the arguments. */
export function tuple(...elements: Input[]): Tuple {
  return new Tuple(elements as Value[]);
}

/** A list that does not end in `[]`. */
export class ImproperList {
  readonly elements: readonly Value[];
  readonly tail: Value;

  constructor(elements: readonly Value[], tail: Value) {
    this.elements = elements;
    this.tail = tail;
  }
}

/** A bitstring whose size is not a whole number of bytes. */
export class BitString {
  /** The last byte's unused low bits are zero. */
  readonly bytes: Uint8Array;
  readonly bits: number;

  constructor(bytes: Uint8Array, bits: number) {
    if (bits > bytes.length * 8) throw new RangeError(`${bits} bits in ${bytes.length} bytes`);
    this.bytes = bytes;
    this.bits = bits;
  }
}

/** The list of code points that Erlang calls a string. */
export function charlist(text: string): number[] {
  return Array.from(text, (c) => c.codePointAt(0) as number);
}

/** The text of a list of code points. */
export function charlistText(list: Value): string {
  if (!Array.isArray(list)) throw new TypeError('no list of code points');
  return String.fromCodePoint(...(list as number[]));
}

/** A term that only its runtime understands. It can be handed back, compared and shown. */
abstract class Opaque {
  readonly #term: Term;
  readonly #text: string;

  constructor(term: Term, text: string) {
    this.#term = term;
    this.#text = text;
  }

  /** As Erlang shows it, such as `<0.5.0>`. */
  toString(): string {
    return this.#text;
  }

  equals(other: unknown): boolean {
    return (
      other instanceof Opaque && other.constructor === this.constructor && `${this}` === `${other}`
    );
  }

  static termOf(value: Opaque): Term {
    return value.#term;
  }
}

/** A process identifier. */
export class Pid extends Opaque {
  declare readonly kind: 'pid';
}

/** A reference. */
export class Reference extends Opaque {
  declare readonly kind: 'reference';
}

/** A port identifier. */
export class Port extends Opaque {
  declare readonly kind: 'port';
}

/** A fun: calling it runs it in its runtime, as `Runtime.call` does. */
export interface Fun {
  (...args: Input[]): Value;
  readonly arity: number;
  /** The same, for a fun that may have to wait. */
  readonly async: (...args: Input[]) => Promise<Value>;
}

/** The term in a handle; undefined for anything else. */
export function opaqueTerm(value: unknown): Term | undefined {
  return value instanceof Opaque ? Opaque.termOf(value) : undefined;
}
