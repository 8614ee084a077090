// Which functions make a unit: one, and those of its module that it calls or makes funs of, as far as the size allows; and of which small
// functions it has copies of its own, so that calls of them stay in it: of other modules, or compiled in another unit.
import { OP } from '../isa/genop.ts';
import { numberOf } from '../isa/operand.ts';
import { nextInstruction } from '../isa/walk.ts';
import type { DecodedModule, Import } from '../loader/module.ts';
import { entryIn } from '../util/entries.ts';

/** How long a function is, in words of generic code. */
export function wordsOf({ code, functionStarts }: DecodedModule, index: number): number {
  return (functionStarts[index + 1] ?? code.length) - functionStarts[index];
}

/** Functions of a module to be compiled with `first`, it first: those that are wanted, nearest ones first, up to so many words of code. */
export function planUnit(
  module: DecodedModule,
  first: number,
  isWanted: (function_: number) => boolean,
  maxWords: number,
  calledAsFuns: (function_: number) => readonly number[] = () => [],
): number[] {
  const unit: number[] = [];
  const queue = [first];
  const seen = new Set(queue);
  let words = 0;
  for (let i = 0; i < queue.length; i++) {
    const size = wordsOf(module, queue[i]);
    if (i > 0 && words + size > maxWords) continue;
    words += size;
    unit.push(queue[i]);
    for (const callee of [...calleesOf(module, queue[i]), ...calledAsFuns(queue[i])]) {
      if (typeof callee !== 'number' || seen.has(callee)) continue;
      seen.add(callee);
      if (isWanted(callee)) queue.push(callee);
    }
  }
  return unit;
}

/** A function of a module, by its index. */
export interface FunctionOf {
  readonly module: DecodedModule;
  readonly index: number;
}

/** What is around a unit while it is planned. */
export interface Surroundings {
  /** The function that an import leads to now, if a unit may have a copy of it. */
  resolve(import_: Import): FunctionOf | undefined;
  /** Whether a unit may have a copy of a function that one of its own calls, of the same module. */
  mayCopy(module: DecodedModule, index: number): boolean;
  /** What a function was seen to call as funs. */
  calledAsFuns(module: DecodedModule, index: number): readonly FunctionOf[];
}

export interface CopyLimits {
  /** Words of generic code that a function has at most of which there are copies. */
  readonly copyWords: number;
  /** The same where it only calculates, so that its like call it in line. */
  readonly inlineWords: number;
  /** The same where it calls funs, and what calls it makes some or is called by what does. */
  readonly copyCallerWords: number;
  /** The same of what was called as a fun. */
  readonly copyFunWords: number;
  /** The same of all copies in a unit. */
  readonly copiesWords: number;
}

/**
 * Of which functions a unit may have copies, by module: those that its functions call or make funs of, nearest ones first, and those that it has
 * other code of.
 */
export function planCopies(
  home: DecodedModule,
  functions: readonly number[],
  others: readonly number[],
  surroundings: Surroundings,
  { copyWords, inlineWords, copyCallerWords, copyFunWords, copiesWords }: CopyLimits,
): Map<DecodedModule, number[]> {
  const seen = new Map([[home, new Set(functions)]]);
  const queue = [...functions, ...others].map((index) => ({ module: home, index, hasFuns: false }));
  const copies = new Map<DecodedModule, number[]>();
  let left = copiesWords;
  const resolve = (module: DecodedModule, callee: number | Import | FunctionOf) => {
    if (typeof callee !== 'number' && 'name' in callee) return surroundings.resolve(callee);
    const found = typeof callee === 'number' ? { module, index: callee } : callee;
    return surroundings.mayCopy(found.module, found.index) ? found : undefined;
  };
  for (const { module, index, ...caller } of queue) {
    const hasFuns = caller.hasFuns || has(module, index, MAKE_FUN);
    const called = surroundings.calledAsFuns(module, index);
    for (const callee of [...calleesOf(module, index), ...called]) {
      const found = resolve(module, callee);
      if (found === undefined) continue;
      const known = entryIn(seen, found.module, () => new Set<number>());
      if (known.has(found.index)) continue;
      const isFun = typeof callee !== 'number' && 'index' in callee;
      const callsFuns = hasFuns && has(found.module, found.index, CALL_FUN);
      const most = isFun ? copyFunWords : callsFuns ? copyCallerWords : copyWords;
      const size = wordsOf(found.module, found.index);
      const isInlined = () =>
        !isFun && found.module === module && size <= inlineWords && calculates(module, found.index);
      if (size > left || (size > most && !isInlined())) continue;
      known.add(found.index);
      left -= size;
      entryIn(copies, found.module, () => []).push(found.index);
      queue.push({ ...found, hasFuns });
    }
  }
  return copies;
}

const MAKE_FUN: ReadonlySet<number> = new Set([OP.make_fun2, OP.make_fun3]);
const CALL_FUN: ReadonlySet<number> = new Set([OP.call_fun, OP.call_fun2]);
const ARITHMETIC: ReadonlySet<number> = new Set([
  OP.gc_bif1,
  OP.gc_bif2,
  OP.fadd,
  OP.fsub,
  OP.fmul,
  OP.fdiv,
]);
const CALL: ReadonlySet<number> = new Set([
  ...CALL_FUN,
  ...[OP.call, OP.call_last, OP.call_only, OP.call_ext, OP.call_ext_last, OP.call_ext_only],
  ...[OP.apply, OP.apply_last],
]);

/** Whether a function has one of some instructions. */
function has(module: DecodedModule, index: number, ops: ReadonlySet<number>): boolean {
  const start = module.functionStarts[index];
  const end = start + wordsOf(module, index);
  for (let at = start; at < end; at = nextInstruction(module.code, at))
    if (ops.has(module.code[at])) return true;
  return false;
}

/** Whether calls of a function are likely done in line, as inline.ts decides where it has its listing: it has arithmetic and calls nothing. */
function calculates(module: DecodedModule, index: number): boolean {
  return has(module, index, ARITHMETIC) && !has(module, index, CALL);
}

/** What a function calls or makes funs of, as often as it does: indices of its module's functions, and imports. */
function* calleesOf(module: DecodedModule, index: number): Generator<number | Import, void> {
  const { code, functionStarts, lambdas, imports } = module;
  const functionOf = functionsByLabel(module);
  const start = functionStarts[index];
  const end = start + wordsOf(module, index);
  for (let at = start; at < end; at = nextInstruction(code, at)) {
    switch (code[at]) {
      case OP.call:
      case OP.call_last:
      case OP.call_only:
        yield functionOf.get(numberOf(code[at + 2])) as number;
        break;
      case OP.make_fun2:
      case OP.make_fun3:
        yield functionOf.get(lambdas[numberOf(code[at + 1])].label) as number;
        break;
      case OP.call_ext:
      case OP.call_ext_last:
      case OP.call_ext_only:
        yield imports[numberOf(code[at + 2])];
        break;
    }
  }
}

const byLabel = new WeakMap<DecodedModule, ReadonlyMap<number, number>>();

/** The indices of a module's functions by the labels of their entries. */
export function functionsByLabel(module: DecodedModule): ReadonlyMap<number, number> {
  let functions = byLabel.get(module);
  if (functions === undefined) {
    functions = new Map(Array.from(module.entryLabels, (label, i) => [label, i]));
    byLabel.set(module, functions);
  }
  return functions;
}

/** What tells a function from others in a unit, by its index in its module and the module's number there. */
export function functionId(index: number, part: number): string {
  return part === 0 ? `${index}` : `${index}of${part}`;
}
