// The compiler's intermediate representation: blocks of instructions in static single assignment form.
//
// A value is the instruction that makes it. What it is in WebAssembly is its representation: a term, or a number that was not boxed.
// Where several ways meet, a block has phis, and each edge to it the values that they take.
// An instruction that can fail or raise into a handler of the same function ends its block (CHECK); one that raises out of the function does not, nor
// does one of a call that is done in line (inline.ts): where it fails it leaves for the call itself, in a block without phis (`exits`).
import type { SimpleSegment } from './build-bits.ts';
import type { Tree } from './trees.ts';
import { show, type Type, union } from './types.ts';

/** Something in a function that is not compiled; the message says what. */
export class NotCompiled extends Error {}

/** `u64` is a number of 64 bits without a sign, which Erlang code has where it masks to a word. */
export type Rep = 'term' | 'i32' | 'i64' | 'u64' | 'f64' | 'none';

/** What an interpreter frame has in its Y registers where compiled code leaves it. */
export type Frame = readonly Value[];

export class Value {
  readonly id: number;
  readonly op: string;
  readonly args: Value[];
  rep: Rep;
  type: Type;
  /** What the operation needs besides values. */
  // biome-ignore lint/suspicious/noExplicitAny: each operation has its own, which its builder and its emitter agree on
  readonly imm: any;
  block: Block;
  uses = 0;

  constructor(
    id: number,
    block: Block,
    op: string,
    args: Value[],
    rep: Rep,
    type: Type,
    // biome-ignore lint/suspicious/noExplicitAny: see the field
    imm?: any,
  ) {
    this.id = id;
    this.block = block;
    this.op = op;
    this.args = args;
    this.rep = rep;
    this.type = type;
    this.imm = imm;
  }
}

export class Edge {
  readonly from: Block;
  to: Block;
  /** What the phis of `to` take. */
  readonly values: Value[] = [];

  constructor(from: Block, to: Block) {
    this.from = from;
    this.to = to;
  }
}

export type Terminator =
  | { readonly kind: 'jump'; readonly to: Edge }
  | { readonly kind: 'if'; readonly test: Value; readonly yes: Edge; readonly no: Edge }
  /** The instruction before decides: goes on, fails (in a guard or test), or raises into a handler. */
  | {
      readonly kind: 'check';
      readonly value: Value;
      readonly ok: Edge;
      readonly fail?: Edge;
      readonly handler?: Edge;
    }
  | {
      readonly kind: 'switch';
      readonly value: Value;
      readonly cases: SwitchCase[];
      readonly otherwise: Edge;
      readonly on: 'int' | 'term' | 'arity';
    }
  /** The instruction before leaves the function, or raises into a handler. */
  | { readonly kind: 'stop'; readonly handler?: Edge; readonly value?: Value };

export interface SwitchCase {
  readonly key: number | Value;
  readonly to: Edge;
}

export class Block {
  readonly id: number;
  readonly phis: Value[] = [];
  readonly code: Value[] = [];
  readonly in: Edge[] = [];
  /** Where instructions lead that need not be the block's last; what is there reads only values from before. */
  readonly exits: Edge[] = [];
  end: Terminator = { kind: 'stop' };
  isLoop = false;

  constructor(id: number) {
    this.id = id;
  }
}

export interface FunctionIR {
  readonly name: string;
  readonly arity: number;
  /** In an order in which every block comes after those that lead to it, loops apart. */
  readonly blocks: Block[];
  readonly args: Value[];
  /** The same for any arguments, where this is for some; they say so before they do anything. */
  readonly general?: FunctionIR;
}

/** A function for some arguments, then for any. */
export function versions(f: FunctionIR): FunctionIR[] {
  return f.general === undefined ? [f] : [f, f.general];
}

/** The name of a version in a unit whose function has a name. */
export function versionName(name: string, version: number): string {
  return version === 0 ? name : `${name}_any`;
}

/** All ways out of a block. */
export function edgesOf({ end, exits }: Block): Edge[] {
  return [...edgesAtEnd(end), ...exits];
}

function edgesAtEnd(end: Terminator): Edge[] {
  switch (end.kind) {
    case 'jump':
      return [end.to];
    case 'if':
      return [end.yes, end.no];
    case 'check':
      return [end.ok, end.fail, end.handler].filter((e) => e !== undefined);
    case 'switch':
      return [...end.cases.map((c) => c.to), end.otherwise];
    case 'stop':
      return end.handler ? [end.handler] : [];
  }
}

/** The value itself, of which more may be known where `v` stands. */
export function origin(v: Value): Value {
  let x = v;
  while (x.op === 'same') x = x.args[0];
  return x;
}

/** The operations that are done together with this one. */
export function treeAt({ imm }: Value): Tree | undefined {
  return imm?.words ?? imm?.floating;
}

/** All values that an instruction reads. */
export function inputsOf(v: Value): Value[] {
  return [...hotInputsOf(v), ...((v.imm?.frame as Frame | undefined) ?? [])];
}

/** The same without what it reads only where it leaves the function. */
export function hotInputsOf(v: Value): Value[] {
  const { imm } = v;
  const inputs = [...(treeAt(v)?.leaves ?? v.args)];
  for (const [, x] of (imm?.live as [number, Value][] | undefined) ?? []) inputs.push(x);
  for (const segment of (imm?.fast as SimpleSegment[] | undefined) ?? [])
    if ('value' in segment) inputs.push(segment.value);
  return inputs;
}

/** Calls `visit` with every value that an instruction or a terminator reads. */
export function forEachInput(block: Block, visit: (v: Value) => void): void {
  for (const v of block.code) inputsOf(v).forEach(visit);
  endInputsOf(block).forEach(visit);
}

/** What a terminator reads, but for what it hands to other blocks. */
export function endInputsOf({ end }: Block): Value[] {
  if (end.kind === 'if') return [end.test];
  if (end.kind !== 'switch') return [];
  const keys = end.cases.map(({ key }) => key).filter((key) => key instanceof Value);
  return [end.value, ...keys];
}

/** The representation as text, for golden tests and `--dump=ir`. */
export function printFunction(f: FunctionIR): string {
  const name = (v: Value) => constantText(v) ?? `v${v.id}`;
  const to = (e: Edge) => `b${e.to.id}${e.values.length ? `(${e.values.map(name)})` : ''}`;
  const out = [`function ${f.name}/${f.arity}`];
  for (const b of f.blocks) {
    out.push(
      `b${b.id}${b.isLoop ? ' loop' : ''}(${b.phis.map((p) => `${name(p)}: ${p.rep} ${show(p.type)}`)})`,
    );
    for (const v of b.code) {
      for (const x of treeAt(v)?.inner ?? []) out.push(`  . ${instructionText(x, name)}`);
      out.push(`  ${instructionText(v, name)}`);
    }
    const { end } = b;
    switch (end.kind) {
      case 'jump':
        out.push(`  -> ${to(end.to)}`);
        break;
      case 'if':
        out.push(`  if ${name(end.test)} -> ${to(end.yes)} else ${to(end.no)}`);
        break;
      case 'check': {
        const fail = end.fail ? ` fail ${to(end.fail)}` : '';
        const handler = end.handler ? ` handler ${to(end.handler)}` : '';
        out.push(`  check ${name(end.value)} -> ${to(end.ok)}${fail}${handler}`);
        break;
      }
      case 'switch': {
        const key = (k: number | Value) => (typeof k === 'number' ? k : name(k));
        const cases = end.cases.map((c) => `${key(c.key)} -> ${to(c.to)}`);
        out.push(
          `  switch ${end.on} ${name(end.value)} ${cases.join(' ')} else ${to(end.otherwise)}`,
        );
        break;
      }
      case 'stop':
        if (end.handler) out.push(`  handler ${to(end.handler)}`);
    }
  }
  return `${out.join('\n')}\n`;
}

function instructionText(v: Value, name: (v: Value) => string): string {
  const text = v.op === 'is' ? show(union(v.imm)) : immText(v.imm, name);
  const imm = v.imm === undefined ? '' : ` ${text}`;
  const result = v.rep === 'none' ? '' : `${name(v)} = `;
  const type = v.rep === 'none' ? '' : ` : ${v.rep} ${show(v.type)}`;
  return `${result}${v.op} ${v.args.map(name).join(' ')}${imm}${type}`.trimEnd();
}

/** Constants have no place of their own: they are written where they are used. */
function constantText({ op, imm }: Value): string | undefined {
  switch (op) {
    case 'small':
      return `${imm}`;
    case 'nil':
      return '[]';
    case 'no_value':
      return op;
    case 'literal':
      return imm[0] === 'atom' ? `'${imm[1]}'` : imm.join(':');
  }
  return undefined;
}

function immText(imm: unknown, name: (v: Value) => string): string {
  if (imm instanceof Value) return name(imm);
  if (imm instanceof Edge) return `b${imm.to.id}`;
  if (Array.isArray(imm)) return `[${imm.map((x) => immText(x, name)).join(',')}]`;
  if (typeof imm !== 'object' || imm === null) return `${imm}`;
  if ('leaves' in imm) return `of ${immText(imm.leaves, name)}`;
  const fields = Object.entries(imm).filter(([, x]) => x !== undefined && x !== false);
  return `{${fields.map(([key, x]) => `${key}: ${immText(x, name)}`).join(', ')}}`;
}
