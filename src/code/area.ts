// The code area of one runtime: words and literals of all functions, and which function lies where.
//
// Functions are appended; what is purged is not reused, because return addresses and funs of dead code may still be around.

import { wasm } from '../gc/instance.ts';
import { atom, atomIndex, makeInteger, NIL } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { CALLED, I } from '../interp/ops.ts';
import type { LoadedModule } from './module.ts';

/** A function that has been translated: the words from `start` on, up to the next function's. */
export interface PlacedFunction {
  readonly module: LoadedModule;
  readonly index: number;
  readonly name: string;
  readonly arity: number;
  readonly start: number;
  readonly entry: number;
  /** Offsets from `start` and indices of the module's line table, alternating. */
  readonly lines: readonly number[];
  /** Offsets from `start` of the instructions that call funs. */
  readonly funCalls: readonly number[];
}

/**
 * The words before a function's entry, as offsets from it: its index in the table of compiled code, how many calls until it is
 * hot, and its arity, for whoever has to save its arguments.
 */
export const ENTRY = { NATIVE: -3, COUNTDOWN: -2, ARITY: -1 } as const;

/** Where instructions that call funs record what they called. */
const CALLED_WORD = 4;

/** Fixed addresses. */
const FIXED = { RETURN: 8, NORMAL_EXIT: 12, FAILED: 14, FIRST_FREE: 16 } as const;

const INITIAL_WORDS = 1 << 16;
/** Words that the window of the runtime module takes at once. */
const WINDOW_WORDS = 0x4000;

export class CodeArea {
  readonly handle: Term = wasm.newCodeArea(INITIAL_WORDS);
  /** The return address at the bottom of every stack. */
  readonly bottom: Term;
  private top: number = FIXED.FIRST_FREE;
  private literalCount = 0;
  private readonly atomLiterals = new Map<string, number>();
  private readonly integerLiterals = new Map<bigint, number>();
  /** Start addresses, ascending, and what starts there; null for words that are no function of a module. */
  private readonly starts: number[] = [];
  private readonly placed: (PlacedFunction | null)[] = [];

  constructor() {
    wasm.codeAreaSetWord(this.handle, FIXED.RETURN, I.RETURN);
    wasm.codeAreaSetWord(this.handle, FIXED.NORMAL_EXIT, I.NORMAL_EXIT);
    wasm.codeAreaSetWord(this.handle, FIXED.FAILED, I.FAILED);
    this.bottom = wasm.newReturn(FIXED.NORMAL_EXIT, 0);
    // Source words of nil are literal 0.
    this.literal(NIL);
  }

  /** Where a process stands whose initial function returned. */
  get exitAddress(): number {
    return FIXED.NORMAL_EXIT;
  }

  /** Where the next words will be placed. */
  get next(): number {
    return this.top;
  }

  /** How many words there are. */
  get size(): number {
    return this.top;
  }

  /** How many calls until a function is hot, and returns until the place they return to is; 0 is never. */
  hotCalls = 0;
  hotReturns = 0;

  /** How many bytes of the host's stack compiled code may use. */
  set depthLimit(bytes: number) {
    wasm.codeAreaSetDepthLimit(this.handle, bytes);
  }

  /** What stands before the entry of a function that is placed now; see ENTRY. */
  entryWords(arity: number): readonly number[] {
    return [0, this.hotCalls, arity];
  }

  /** Appends words and says where they are. */
  place(words: readonly number[], what: Omit<PlacedFunction, 'start'> | null): number {
    const start = this.top;
    wasm.codeAreaReserve(this.handle, start + words.length, 0);
    for (let at = 0; at < words.length; at += WINDOW_WORDS) {
      const part = words.slice(at, at + WINDOW_WORDS);
      new Int32Array(wasm.memory.buffer, 0, WINDOW_WORDS).set(part);
      wasm.codeAreaFill(this.handle, start + at, part.length);
    }
    this.top += words.length;
    this.starts.push(start);
    this.placed.push(what && { ...what, start });
    return start;
  }

  setWord(at: number, word: number): void {
    wasm.codeAreaSetWord(this.handle, at, word);
  }

  word(at: number): number {
    return wasm.codeAreaWord(this.handle, at);
  }

  /** Return addresses of calls, by where they lead. */
  private readonly returns = new Map<number, Term>();

  /** A return address of code that is being placed. */
  returnAddress(pc: number): number {
    const address = wasm.newReturn(pc, this.hotReturns);
    if (this.hotReturns !== 0) this.returns.set(pc, address);
    return this.literal(address);
  }

  /** Lets returns to an address run compiled code. */
  setReturnNative(pc: number, native: number): void {
    const address = this.returns.get(pc);
    if (address !== undefined) wasm.setReturnNative(address, native);
  }

  /** Counts the returns to an address from the start. */
  recountReturns(pc: number): void {
    const address = this.returns.get(pc);
    if (address !== undefined) wasm.countReturns(address, this.hotReturns);
  }

  /** Adds a literal and answers its index. */
  literal(t: Term): number {
    const i = this.literalCount++;
    wasm.codeAreaReserve(this.handle, 0, i + 1);
    wasm.codeAreaSetLiteral(this.handle, i, t);
    return i;
  }

  literalAt(i: number): Term {
    return wasm.codeAreaLiteral(this.handle, i);
  }

  atomLiteral(name: string): number {
    let i = this.atomLiterals.get(name);
    if (i === undefined) {
      i = this.literal(atom(name));
      this.atomLiterals.set(name, i);
    }
    return i;
  }

  integerLiteral(value: bigint): number {
    let i = this.integerLiterals.get(value);
    if (i === undefined) {
      i = this.literal(makeInteger(value));
      this.integerLiterals.set(value, i);
    }
    return i;
  }

  atomIndex(name: string): number {
    return atomIndex(atom(name));
  }

  /** The entry of the one body that an instruction which calls funs has called so far; undefined where there is none or several. */
  calledAt(at: number): number | undefined {
    const called = this.word(at + CALLED_WORD);
    return called === CALLED.NOTHING || called === CALLED.SEVERAL ? undefined : called;
  }

  /** The function whose words an address lies in. */
  functionAt(pc: number): PlacedFunction | undefined {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= pc) low = middle;
      else high = middle - 1;
    }
    if (high < 0 || this.starts[low] > pc) return undefined;
    return this.placed[low] ?? undefined;
  }

  /** X register `i` of the running process. */
  x(i: number): Term {
    return wasm.xRegister(this.handle, i);
  }

  setX(i: number, t: Term): void {
    wasm.setXRegister(this.handle, i, t);
  }
}
