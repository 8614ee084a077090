// Bit syntax matching in the intermediate representation. What matches fixed sizes becomes one `match` with a list of commands, of whichever
// instructions it was made; sizes that are known only at run time go to functions of the runtime module.
import { FLAG, UTF } from '../interp/bits.ts';
import type { OpName } from '../isa/genop.ts';
import { numberOf, TAG, tagOf } from '../isa/operand.ts';
import type { Builder } from './build.ts';
import type { Value } from './ir.ts';
import type { Instruction } from './listing.ts';
import * as T from './types.ts';

export type MatchCommand =
  | { readonly kind: 'at_least'; readonly bits: number; readonly unit: number }
  | { readonly kind: 'exactly'; readonly bits: number }
  | {
      readonly kind: 'integer';
      readonly bits: number;
      readonly signed: boolean;
      readonly little: boolean;
      readonly out: Value;
    }
  | { readonly kind: 'binary'; readonly bits: number; readonly out: Value }
  | { readonly kind: 'skip'; readonly bits: number }
  | { readonly kind: 'tail'; readonly out: Value }
  | { readonly kind: 'equal'; readonly bits: number; readonly value: bigint };

/** Sizes beyond this are left to the interpreter's functions. */
const MAX_BITS = 1 << 24;

const UTF_KINDS: Partial<Record<OpName, number>> = {
  bs_get_utf8: UTF.UTF8,
  bs_get_utf16: UTF.UTF16,
  bs_get_utf32: UTF.UTF32,
  bs_skip_utf8: UTF.UTF8,
  bs_skip_utf16: UTF.UTF16,
  bs_skip_utf32: UTF.UTF32,
};

/** Builds an instruction of the bit syntax; false where it is none of these, or has a form that they do not cover. */
export function buildBits(b: Builder, ins: Instruction): boolean {
  const arg = (i: number) => ins.args[i] as number;
  const number = (i: number) => {
    const w = arg(i);
    return tagOf(w) === TAG.BIG ? Number(b.module.bigs[numberOf(w)]) : numberOf(w);
  };
  const context = () => b.source(arg(1));
  switch (ins.op) {
    case 'bs_start_match3':
      startMatch(b, number(0), b.source(arg(1)), arg(3));
      return true;
    case 'bs_start_match4':
      startMatch(b, tagOf(arg(0)) === TAG.F ? number(0) : 0, b.source(arg(2)), arg(3));
      return true;
    case 'bs_match':
      return matchCommands(b, ins);
    case 'bs_get_tail':
      b.set(arg(1), b.add('context_tail', [b.source(arg(0))], 'term', T.BITSTRING));
      return true;
    case 'bs_init_writable':
      b.set(TAG.X, b.add('writable', [b.term(b.source(TAG.X))], 'term', T.BITSTRING));
      return true;
    case 'bs_get_position':
      b.set(arg(1), b.add('position', [b.source(arg(0))], 'i32', T.integer(0, 2 ** 31 - 1)));
      return true;
    case 'bs_set_position': {
      const position = b.narrow(b.source(arg(1)), T.integer(0, 2 ** 31 - 1));
      b.add('set_position', [b.source(arg(0)), b.raw(position, 'i32')], 'none', T.ANY);
      return true;
    }
    case 'bs_test_tail2':
      match(b, context(), number(0), [{ kind: 'exactly', bits: number(2) }]);
      return true;
    case 'bs_test_unit':
      match(b, context(), number(0), [{ kind: 'at_least', bits: 0, unit: number(2) }]);
      return true;
    case 'bs_match_string': {
      const bits = number(2);
      const expected: (string | number)[] = ['string', number(3), bits];
      const v = b.add('match_string', [context()], 'none', T.ANY, { bits, expected, fail: true });
      b.check(v, number(0), false);
      return true;
    }
    case 'bs_skip_bits2':
      return sized(b, 'skip', number(0), context(), arg(2), number(3), 0, undefined);
    case 'bs_get_binary2':
      return sized(b, 'binary', number(0), context(), arg(3), number(4), number(5), arg(6));
    case 'bs_get_integer2':
      return sized(b, 'integer', number(0), context(), arg(3), number(4), number(5), arg(6));
    case 'bs_get_utf8':
    case 'bs_get_utf16':
    case 'bs_get_utf32':
    case 'bs_skip_utf8':
    case 'bs_skip_utf16':
    case 'bs_skip_utf32': {
      const flags = fieldFlags(number(3));
      const kind = UTF_KINDS[ins.op] as number;
      const imm = { kind, flags, fail: true };
      const v = b.add('get_utf', [context()], 'i32', T.integer(0, 0x10ffff), imm);
      b.check(v, number(0), false);
      if (ins.op.startsWith('bs_get')) b.set(arg(4), v);
      return true;
    }
  }
  return false;
}

function startMatch(b: Builder, fail: number, source: Value, dst: number): void {
  const v = b.add('start_match', [b.term(source)], 'term', T.ANY, { fail: fail !== 0 });
  b.check(v, fail, false);
  b.set(dst, v);
}

function match(b: Builder, context: Value, fail: number, commands: readonly MatchCommand[]): void {
  const outs = commands.flatMap((c) => ('out' in c ? [c.out] : []));
  const v = b.add('match', [context], 'none', T.ANY, { commands, outs, fail: fail !== 0 });
  b.check(v, fail, false);
}

/** As the interpreter has them: the host's own order is little. */
function fieldFlags(flags: number): number {
  return flags & FLAG.NATIVE ? FLAG.LITTLE | (flags & FLAG.SIGNED) : flags;
}

function integerOut(b: Builder, bits: number, signed: boolean): Value {
  const [min, max] = signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  if (bits === 0) return b.value('out', [], 'i32', T.integer(0, 0));
  if (bits <= 52)
    return b.value('out', [], T.fits32(min, max) ? 'i32' : 'i64', T.integer(min, max));
  return b.value('out', [], 'term', T.INTEGER);
}

function matchCommands(b: Builder, ins: Instruction): boolean {
  const words = ins.args[2] as readonly number[];
  const { atoms, bigs } = b.module;
  const commands: MatchCommand[] = [];
  const writes: [number, Value][] = [];
  let at = 0;
  const next = () => words[at++];
  const number = () => {
    const w = next();
    return tagOf(w) === TAG.BIG ? Number(bigs[numberOf(w)]) : numberOf(w);
  };
  while (at < words.length) {
    const name = atoms[numberOf(next())];
    switch (name) {
      case 'ensure_at_least': {
        const bits = number();
        commands.push({ kind: 'at_least', bits, unit: number() });
        break;
      }
      case 'ensure_exactly':
        commands.push({ kind: 'exactly', bits: number() });
        break;
      case 'integer':
      case 'binary': {
        next();
        const w = next();
        const flags = fieldFlags(tagOf(w) === TAG.LIT ? b.segmentFlags(numberOf(w)) : 0);
        const size = number();
        const bits = size * number();
        const dst = next();
        const signed = (flags & FLAG.SIGNED) !== 0;
        const little = (flags & FLAG.LITTLE) !== 0 && bits > 8;
        const out =
          name === 'integer'
            ? integerOut(b, bits, signed)
            : b.value('out', [], 'term', T.BITSTRING);
        commands.push(
          name === 'integer'
            ? { kind: 'integer', bits, signed, little, out }
            : { kind: 'binary', bits, out },
        );
        writes.push([dst, out]);
        break;
      }
      case 'skip':
        commands.push({ kind: 'skip', bits: number() });
        break;
      case 'get_tail': {
        next();
        next();
        const out = b.value('out', [], 'term', T.BITSTRING);
        commands.push({ kind: 'tail', out });
        writes.push([next(), out]);
        break;
      }
      case '=:=': {
        next();
        const bits = number();
        const w = next();
        const value = tagOf(w) === TAG.BIG ? bigs[numberOf(w)] : BigInt(numberOf(w));
        if (bits > 64) return false;
        commands.push({ kind: 'equal', bits, value: BigInt.asUintN(bits, value) });
        break;
      }
      default:
        return false;
    }
  }
  if (commands.some((c) => 'bits' in c && c.bits > MAX_BITS)) return false;
  match(b, b.source(ins.args[1] as number), numberOf(ins.args[0] as number), commands);
  for (const [dst, out] of writes) b.set(dst, out);
  return true;
}

/** A field whose size is an operand: of fixed size, the rest, or of a size that a register has. */
function sized(
  b: Builder,
  kind: 'skip' | 'binary' | 'integer',
  fail: number,
  context: Value,
  size: number,
  unit: number,
  rawFlags: number,
  dst: number | undefined,
): boolean {
  const flags = fieldFlags(rawFlags);
  const isAll = tagOf(size) === TAG.A && b.module.atoms[numberOf(size)] === 'all';
  if (isAll) {
    const out = b.value('out', [], 'term', T.BITSTRING);
    const whole: MatchCommand = { kind: 'at_least', bits: 0, unit };
    if (kind === 'integer') return false;
    match(b, context, fail, [whole, { kind: 'tail', out }]);
    if (dst !== undefined) b.set(dst, out);
    return true;
  }
  if (tagOf(size) === TAG.I) {
    const bits = numberOf(size) * unit;
    if (bits < 0 || bits > MAX_BITS) return false;
    const enough: MatchCommand = { kind: 'at_least', bits, unit: 1 };
    const signed = (flags & FLAG.SIGNED) !== 0;
    const little = (flags & FLAG.LITTLE) !== 0 && bits > 8;
    if (kind === 'skip') {
      match(b, context, fail, [enough, { kind: 'skip', bits }]);
      return true;
    }
    const out =
      kind === 'integer' ? integerOut(b, bits, signed) : b.value('out', [], 'term', T.BITSTRING);
    const command: MatchCommand =
      kind === 'integer' ? { kind, bits, signed, little, out } : { kind, bits, out };
    match(b, context, fail, [enough, command]);
    b.set(dst as number, out);
    return true;
  }
  const type = kind === 'binary' ? T.BITSTRING : T.INTEGER;
  const v = b.add(
    'get_sized',
    [context, b.term(b.source(size))],
    kind === 'skip' ? 'none' : 'term',
    type,
    {
      kind,
      unit,
      flags,
      fail: true,
    },
  );
  b.check(v, fail, false);
  if (dst !== undefined) b.set(dst, v);
  return true;
}

/** A segment that is written where it stands. */
export type SimpleSegment =
  | {
      readonly kind: 'integer';
      readonly bits: number;
      readonly little: boolean;
      readonly value: Value;
    }
  | {
      readonly kind: 'float';
      readonly bits: number;
      readonly little: boolean;
      readonly value: Value;
    }
  | { readonly kind: 'utf8'; readonly value: Value }
  | { readonly kind: 'string'; readonly text: readonly number[] }
  | { readonly kind: 'binary'; readonly unit: number; readonly value: Value }
  /** Stands first; `isPrivate` where nothing else refers to the binary, which then grows itself. */
  | {
      readonly kind: 'append';
      readonly unit: number;
      readonly isPrivate: boolean;
      readonly value: Value;
    };

/** Strings up to so many bytes are written one by one. */
const MAX_STRING = 16;

/**
 * The segments of a bs_create_bin that is made of integers of up to 64 bits, floats, code points in UTF-8, short strings and
 * binaries; undefined for others.
 */
export function simpleSegments(b: Builder, ins: Instruction): SimpleSegment[] | undefined {
  const words = ins.args[5] as readonly number[];
  const segments: SimpleSegment[] = [];
  for (let at = 0; at < words.length; at += 6) {
    const type = b.module.atoms[numberOf(words[at])];
    const unit = numberOf(words[at + 2]);
    const flags = tagOf(words[at + 3]) === TAG.LIT ? b.segmentFlags(numberOf(words[at + 3])) : 0;
    const size = words[at + 5];
    const isAll = tagOf(size) === TAG.A && b.module.atoms[numberOf(size)] === 'all';
    switch (type) {
      case 'integer': {
        const bits = tagOf(size) === TAG.I ? numberOf(size) * unit : -1;
        if (bits <= 0 || bits > 64) return undefined;
        const value = b.source(words[at + 4]);
        if (value.rep === 'f64' || value.rep === 'u64') return undefined;
        const little = (fieldFlags(flags) & FLAG.LITTLE) !== 0;
        segments.push({ kind: 'integer', bits, little, value });
        break;
      }
      case 'float': {
        const bits = tagOf(size) === TAG.I ? numberOf(size) * unit : -1;
        if (bits !== 64 && bits !== 32) return undefined;
        const value = b.source(words[at + 4]);
        const little = (fieldFlags(flags) & FLAG.LITTLE) !== 0;
        segments.push({ kind: 'float', bits, little, value });
        break;
      }
      case 'utf8': {
        const value = b.source(words[at + 4]);
        if (value.rep !== 'term' && value.rep !== 'i32') return undefined;
        segments.push({ kind: 'utf8', value });
        break;
      }
      case 'string': {
        const offset = numberOf(words[at + 4]);
        const bytes = numberOf(size);
        if (bytes > MAX_STRING) return undefined;
        segments.push({
          kind: 'string',
          text: [...b.module.strings.subarray(offset, offset + bytes)],
        });
        break;
      }
      case 'binary':
        if (!isAll) return undefined;
        segments.push({ kind: 'binary', unit, value: b.source(words[at + 4]) });
        break;
      case 'append':
      case 'private_append':
        segments.push({
          kind: 'append',
          unit,
          isPrivate: type === 'private_append',
          value: b.source(words[at + 4]),
        });
        break;
      default:
        return undefined;
    }
  }
  return segments.length > 0 ? segments : undefined;
}
