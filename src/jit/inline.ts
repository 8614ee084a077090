// Which calls are done in line: those of small functions of the same module that calculate, so that numbers go in and out unboxed.
//
// Such a function sends and receives nothing, catches nothing and calls only its like. So it may be left at any instruction and called again
// with the same arguments, as if nothing had happened: wherever it would raise, it leaves for the call itself, which raises in its stead.
// Errors, their stack traces and what the interpreter knows of frames are those of the call, and the code in line needs no addresses.
import { numberOf } from '../isa/operand.ts';
import type { DecodedModule } from '../loader/module.ts';
import type { BifNumber, Instruction, Listing } from './listing.ts';
import { ARITHMETIC, RAISES } from './operations.ts';

export interface InlineLimits {
  /** Words of generic code that a function has at most that is called in line. */
  readonly inlineWords: number;
  /** The same of all that one function has in line. */
  readonly inlinedWords: number;
}

/** What becomes no code, or none that is reached in line. */
const NO_CODE: ReadonlySet<string> = new Set([
  'label',
  'line',
  'func_info',
  'int_code_end',
  'executable_line',
  'debug_line',
  'test_heap',
  'move',
]);

/** Instructions of functions that are called in line, besides calls and built-ins. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...NO_CODE,
  'allocate',
  'allocate_heap',
  'deallocate',
  'trim',
  'init_yregs',
  'swap',
  'get_list',
  'get_hd',
  'get_tl',
  'get_tuple_element',
  'put_list',
  'put_tuple2',
  'update_record',
  'get_map_elements',
  'has_map_fields',
  'put_map_assoc',
  'put_map_exact',
  'is_integer',
  'is_float',
  'is_number',
  'is_atom',
  'is_nil',
  'is_list',
  'is_nonempty_list',
  'is_tuple',
  'is_map',
  'is_binary',
  'is_bitstr',
  'is_boolean',
  'test_arity',
  'is_tagged_tuple',
  'is_lt',
  'is_ge',
  'is_eq',
  'is_ne',
  'is_eq_exact',
  'is_ne_exact',
  'select_val',
  'select_tuple_arity',
  'jump',
  'badmatch',
  'case_end',
  'if_end',
  'fmove',
  'return',
]);

/** What calculates. */
const FLOATS: ReadonlySet<string> = new Set(['fconv', 'fadd', 'fsub', 'fmul', 'fdiv', 'fnegate']);

/** Where built-ins in guards and bodies have their import. */
const BIF_IMPORT: Readonly<Record<string, number>> = {
  bif0: 0,
  bif1: 1,
  bif2: 1,
  bif3: 1,
  gc_bif1: 2,
  gc_bif2: 2,
  gc_bif3: 2,
};

/** A function that can be called in line, and how many words that takes. */
export interface Callee {
  /** What is known of its module. */
  readonly of: Inlining;
  readonly label: number;
  readonly listing: Listing;
  readonly words: number;
}

/** Which calls of a function are done in line. */
export interface InLine {
  /** Those of its module's functions. */
  readonly inlining: Inlining | undefined;
  /** Of funs, by the offsets of their words. */
  readonly inlinedFuns?: ReadonlyMap<number, Callee>;
}

/** Of the functions of a module that a unit has or may have copies of, those that can be called in line. */
export class Inlining {
  readonly limits: InlineLimits;
  readonly module: DecodedModule;
  readonly bif: BifNumber;
  /** The module's number in the unit. */
  readonly part: number;
  private readonly list: (label: number, words: number) => Listing | undefined;
  /** By label; null while a function is looked at, for it may call itself. */
  private readonly found = new Map<number, Callee | null>();

  /** `list`: the function at a label, if the unit may have it and it has no more than so many words. */
  constructor(
    part: number,
    module: DecodedModule,
    bif: BifNumber,
    list: (label: number, words: number) => Listing | undefined,
    limits: InlineLimits,
  ) {
    this.part = part;
    this.module = module;
    this.bif = bif;
    this.list = list;
    this.limits = limits;
  }

  /** The function at a label; undefined where a call of it is a call. */
  callee(label: number): Callee | undefined {
    let found = this.found.get(label);
    if (found === undefined) {
      this.found.set(label, null);
      found = this.look(label);
      this.found.set(label, found);
    }
    return found ?? undefined;
  }

  private look(label: number): Callee | null {
    const { inlineWords } = this.limits;
    const listing = this.list(label, inlineWords * MOST_WORDS);
    if (listing === undefined) return null;
    let words = 0;
    let calculating = 0;
    let returns = false;
    for (const ins of listing.code) {
      const size = 1 + ins.args.reduce((n: number, arg) => n + sizeOf(arg), 0);
      switch (this.kindOf(ins)) {
        case 'other':
          return null;
        case 'calculates':
          calculating += size;
          break;
        case 'calls': {
          const inner = this.callee(numberOf(ins.args[1] as number));
          if (inner === undefined) return null;
          words += inner.words;
          calculating += inner.words;
          break;
        }
      }
      returns ||= ins.op === 'return' || (ins.op !== 'call' && this.kindOf(ins) === 'calls');
      if (!NO_CODE.has(ins.op)) words += size;
    }
    if (!returns || words > inlineWords || 2 * calculating < words) return null;
    return { of: this, label, listing, words };
  }

  private kindOf({ op, args }: Instruction): 'harmless' | 'calculates' | 'calls' | 'other' {
    if (HARMLESS.has(op)) return 'harmless';
    if (FLOATS.has(op)) return 'calculates';
    if (op === 'call' || op === 'call_only' || op === 'call_last') return 'calls';
    const import_ = op.startsWith('call_ext') ? 1 : BIF_IMPORT[op];
    if (import_ === undefined) return 'other';
    const { module, name, arity } = this.module.imports[numberOf(args[import_] as number)];
    const key = `${module}:${name}/${arity}`;
    if (op.startsWith('call_ext')) return RAISES[key] === undefined ? 'other' : 'harmless';
    return ARITHMETIC[key] === undefined ? 'harmless' : 'calculates';
  }
}

/** How much longer a function is at most for what becomes no code. */
const MOST_WORDS = 2;

function sizeOf(arg: number | readonly number[]): number {
  return typeof arg === 'number' ? 1 : 1 + arg.length;
}
