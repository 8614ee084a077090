/**
 * Builds .beam files for tests: an assembler for words as the decoder makes them, and the chunks
 * around the code.
 */

import { genops, OP } from '../../src/isa/genop.ts';
import type { Kind } from '../../src/isa/kinds.ts';
import { bsMatchCommands, kinds } from '../../src/isa/kinds.ts';
import { operand, operandSize, registerOf, TAG, typeOf } from '../../src/isa/operand.ts';
import { memberKinds } from '../../src/isa/walk.ts';

const EXTENDED = 7;

/** Operand words for use in tests. */
export const u = (value: number): number => operand(TAG.U, value);
export const int = (value: number): number => operand(TAG.I, value);
export const x = (register: number): number => operand(TAG.X, register);
export const y = (register: number): number => operand(TAG.Y, register);
export const label = (number: number): number => operand(TAG.F, number);
export const lit = (index: number): number => operand(TAG.LIT, index);
export const list = (...members: number[]): number[] => [
  operand(TAG.LIST, members.length),
  ...members,
];

/** A tagged number as the compiler writes it. */
export function tagged(tag: number, value: number | bigint): number[] {
  let n = BigInt(value);
  if (n >= 0n && n < 16n) return [(Number(n) << 4) | tag];
  if (n >= 0n && n < 2048n) return [(Number(n >> 8n) << 5) | 8 | tag, Number(n & 255n)];
  let size = 2;
  const fits = () => n >= -(1n << BigInt(8 * size - 1)) && n < 1n << BigInt(8 * size - 1);
  while (!fits()) size++;
  n = BigInt.asUintN(8 * size, n);
  const bytes: number[] = [];
  for (let i = size - 1; i >= 0; i--) bytes.push(Number((n >> BigInt(8 * i)) & 255n));
  if (size <= 8) return [((size - 2) << 5) | 0x18 | tag, ...bytes];
  return [0xf8 | tag, ...tagged(0, size - 9), ...bytes];
}

/** Writes a decoded stream as the bytes that it was decoded from. */
export function encodeCode(
  code: ArrayLike<number>,
  atoms: readonly string[],
  bigs: readonly bigint[] = [],
): Uint8Array {
  const words = Int32Array.from(code);
  const out: number[] = [];
  const members = (at: number, group: readonly Kind[]): readonly Kind[] => {
    // Tests write bs_match commands that do not exist.
    const known =
      group.length > 0 || Object.hasOwn(bsMatchCommands, atoms[words[at + 1] >> 4] ?? '');
    return known ? memberKinds(words, at, group, atoms) : new Array(words[at] >> 4).fill('any');
  };
  const encode = (at: number, kind: Kind, group: readonly Kind[]): void => {
    const word = words[at];
    const tag = word & 15;
    const value = word >> 4;
    switch (tag) {
      case TAG.LIT:
        out.push(...tagged(EXTENDED, 4), ...tagged(0, value));
        break;
      case TAG.FR:
        out.push(...tagged(EXTENDED, 2), ...tagged(0, value));
        break;
      case TAG.BIG: {
        const signed = (kinds[kind].tags as readonly number[]).includes(TAG.I);
        out.push(...tagged(signed ? TAG.I : TAG.U, bigs[value]));
        break;
      }
      case TAG.LIST:
        out.push(...tagged(EXTENDED, 1), ...tagged(0, value));
        members(at, group).forEach((member, i) => {
          encode(at + 1 + i, member, []);
        });
        break;
      case TAG.ALLOC:
        out.push(...tagged(EXTENDED, 3), ...tagged(0, value));
        for (let i = 0; i < 2 * value; i++) out.push(...tagged(0, words[at + 1 + i]));
        break;
      case TAG.TX:
      case TAG.TY:
        out.push(...tagged(EXTENDED, 5));
        out.push(...tagged(tag === TAG.TX ? TAG.X : TAG.Y, registerOf(word)));
        out.push(...tagged(0, typeOf(word)));
        break;
      default:
        out.push(...tagged(tag, value));
    }
  };
  for (let at = 0; at < words.length; ) {
    out.push(words[at]);
    let next = at + 1;
    for (const { kind, group } of genops[words[at]].operands) {
      encode(next, kind, group);
      next += operandSize(words, next);
    }
    at = next;
  }
  return Uint8Array.from(out);
}

function i32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

const encoder = new TextEncoder();

/** A module in the making. Atoms and imports get their indices as they are asked for. */
export class ModuleBuilder {
  readonly atoms: string[] = [''];
  readonly imports: [module: number, name: number, arity: number][] = [];
  readonly exports: [name: number, arity: number, label: number][] = [];
  readonly lambdas: number[][] = [];
  readonly literals: Uint8Array[] = [];
  /** Chunks that `build` takes as they are, instead of making them. */
  readonly chunks = new Map<string, Uint8Array | undefined>();
  readonly code: number[] = [];
  strings = '';
  labels = 1;
  functions = 0;

  constructor(name: string) {
    this.atom(name);
  }

  atomIndex(name: string): number {
    const known = this.atoms.indexOf(name, 1);
    return known > 0 ? known : this.atoms.push(name) - 1;
  }

  /** An atom operand. */
  atom(name: string): number {
    return operand(TAG.A, this.atomIndex(name));
  }

  import(module: string, name: string, arity: number): number {
    return u(this.imports.push([this.atomIndex(module), this.atomIndex(name), arity]) - 1);
  }

  literal(bytes: readonly number[]): number {
    return lit(this.literals.push(Uint8Array.of(131, ...bytes)) - 1);
  }

  /** Adds a function; `body` gets its entry label. Gives the entry label. */
  function(name: string, arity: number, body: (entry: number) => (number | number[])[]): number {
    const failure = this.labels++;
    const entry = this.labels++;
    const head = [this.atom(this.atoms[1]), this.atom(name), u(arity)];
    this.code.push(OP.label, u(failure), OP.line, u(0), OP.func_info, ...head);
    this.code.push(OP.label, u(entry), ...body(entry).flat());
    this.functions++;
    return entry;
  }

  /** Adds an exported function. */
  export(name: string, arity: number, body: (entry: number) => (number | number[])[]): number {
    const entry = this.function(name, arity, body);
    this.exports.push([this.atomIndex(name), arity, entry]);
    return entry;
  }

  newLabel(): number {
    return this.labels++;
  }

  build(): Uint8Array {
    const all = new Map<string, Uint8Array | undefined>([
      ['AtU8', undefined],
      ['Code', this.#codeChunk()],
      ['StrT', encoder.encode(this.strings)],
      ['ImpT', table(this.imports)],
      ['ExpT', table(this.exports)],
    ]);
    all.set('AtU8', this.#atomChunk());
    if (this.lambdas.length > 0) all.set('FunT', table(this.lambdas));
    if (this.literals.length > 0) all.set('LitT', this.#literalChunk());
    for (const [name, bytes] of this.chunks) all.set(name, bytes);
    return container(all);
  }

  #atomChunk(): Uint8Array {
    const out = i32(this.atoms.length - 1);
    for (const name of this.atoms.slice(1)) {
      const bytes = encoder.encode(name);
      out.push(bytes.length, ...bytes);
    }
    return Uint8Array.from(out);
  }

  #codeChunk(): Uint8Array {
    const code = encodeCode([...this.code, OP.int_code_end], this.atoms);
    const header = [16, 0, 180, this.labels, this.functions].flatMap(i32);
    return Uint8Array.of(...header, ...code);
  }

  #literalChunk(): Uint8Array {
    const out = [...i32(0), ...i32(this.literals.length)];
    for (const bytes of this.literals) out.push(...i32(bytes.length), ...bytes);
    return Uint8Array.from(out);
  }
}

function table(rows: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([i32(rows.length), rows.flatMap((row) => row.flatMap(i32))].flat());
}

/** The file around chunks; those that are undefined are left out. */
export function container(chunks: ReadonlyMap<string, Uint8Array | undefined>): Uint8Array {
  const out: number[] = [...encoder.encode('BEAM')];
  for (const [name, bytes] of chunks) {
    if (!bytes) continue;
    out.push(...encoder.encode(name), ...i32(bytes.length));
    for (const byte of bytes) out.push(byte);
    while (out.length % 4 !== 0) out.push(0);
  }
  return Uint8Array.from([...encoder.encode('FOR1'), ...i32(out.length)].concat(out));
}
