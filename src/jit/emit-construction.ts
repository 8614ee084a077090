// Code for constructing binaries of whole bytes: sizes are added up, the bytes are stored one after the other. Whatever does not fit (a value of
// another type, a part that does not end at a byte) goes to the interpreter's function, which also knows the errors.
import { TYPE } from '../loader/types.ts';
import type { SimpleSegment } from './build-bits.ts';
import type { FunctionEmitter } from './emit.ts';
import type { Value } from './ir.ts';
import * as T from './types.ts';

type Expression = number;

/** What a fast construction adds at most, in bits: sums of sizes stay within 32 bits. */
const MAX_PART = 1 << 26;

export function emitConstruction(
  e: FunctionEmitter,
  segments: readonly SimpleSegment[],
  result: Value,
  slow: readonly Expression[],
  out: Expression[],
): void {
  const { w, b, t } = e;
  const otherwise = e.label();
  const done = e.label();
  const code: Expression[] = [];
  const fail = (condition: Expression) => code.push(w.br(otherwise, condition));
  const bits = (v: Value) => e.cast('Bitstring', e.term(v));
  const field = (v: Value, name: string) => e.get('Bitstring', name, bits(v));
  let fixed = 0;
  const sizes = new Map<SimpleSegment, number>();
  for (const s of segments) {
    if (s.kind === 'integer') {
      fixed += s.bytes * 8;
      if (s.value.rep === 'term' && !T.isSmall(s.value.type))
        fail(w.i32.eqz(e.isSmall(e.term(s.value))));
      if (s.value.rep === 'f64') fail(w.i32.const(1));
      continue;
    }
    if (s.kind === 'string') {
      fixed += s.text.length * 8;
      continue;
    }
    if (!T.is(s.value.type, TYPE.BITSTRING) || s.value.rep !== 'term')
      fail(w.i32.eqz(e.isA('Bitstring', e.term(s.value))));
    const size = e.temporary(b.i32);
    sizes.set(s, size);
    code.push(w.local.set(size, field(s.value, 'size')));
    const get = () => w.local.get(size, b.i32);
    fail(w.i32.and(get(), w.i32.const(7)));
    if (s.unit % 8 !== 0 || s.unit > 8) {
      if (s.unit > 8) fail(w.i32.rem_s(get(), w.i32.const(s.unit)));
    }
    if (s.kind === 'append') fail(w.i32.and(field(s.value, 'offset'), w.i32.const(7)));
    else fail(w.i32.gt_u(get(), w.i32.const(MAX_PART)));
  }
  if (fixed > MAX_PART) fail(w.i32.const(1));
  const [first] = segments;
  let total: Expression = w.i32.const(fixed);
  for (const [s, size] of sizes)
    if (s.kind !== 'append') total = w.i32.add(total, w.local.get(size, b.i32));
  const binary = e.temporary(t.ref('Bitstring', true));
  const bytes = e.temporary(t.ref('Bytes', true));
  const at = e.temporary(b.i32);
  const made = () => w.ref.as_non_null(w.local.get(binary, t.ref('Bitstring', true)));
  const array = () => w.ref.as_non_null(w.local.get(bytes, t.ref('Bytes', true)));
  if (first.kind === 'append') {
    const size = sizes.get(first) as number;
    fail(w.i32.gt_u(w.local.get(size, b.i32), w.i32.const(MAX_PART)));
    code.push(
      w.local.set(binary, e.call('appended', e.machine(), bits(first.value), total)),
      w.local.set(
        at,
        w.i32.shr_u(
          w.i32.add(e.get('Bitstring', 'offset', made()), w.local.get(size, b.i32)),
          w.i32.const(3),
        ),
      ),
    );
  } else {
    code.push(
      w.local.set(binary, e.call('newBinary', e.machine(), total)),
      w.local.set(at, w.i32.const(0)),
    );
  }
  code.push(w.local.set(bytes, e.get('Bitstring', 'bytes', made())));
  let offset = 0;
  const index = (i: number) =>
    i === 0 ? w.local.get(at, b.i32) : w.i32.add(w.local.get(at, b.i32), w.i32.const(i));
  for (const s of segments) {
    if (s.kind === 'append') continue;
    if (s.kind === 'string') {
      for (const [i, byte] of s.text.entries())
        code.push(w.array.set(array(), index(offset + i), w.i32.const(byte)));
      offset += s.text.length;
      continue;
    }
    if (s.kind === 'integer') {
      const value = () =>
        s.value.rep === 'term'
          ? e.smallValue(e.term(s.value))
          : s.value.rep === 'i64'
            ? w.i32.wrap(e.as(s.value, 'i64'))
            : e.as(s.value, 'i32');
      for (let i = 0; i < s.bytes; i++) {
        const shift = 8 * (s.little ? i : s.bytes - 1 - i);
        const byte = shift === 0 ? value() : w.i32.shr_s(value(), w.i32.const(shift));
        code.push(w.array.set(array(), index(offset + i), byte));
      }
      offset += s.bytes;
      continue;
    }
    const size = sizes.get(s) as number;
    code.push(
      e.call(
        'copyBits',
        field(s.value, 'bytes'),
        field(s.value, 'offset'),
        array(),
        w.i32.shl(index(offset), w.i32.const(3)),
        w.local.get(size, b.i32),
      ),
      w.local.set(
        at,
        w.i32.add(index(offset), w.i32.shr_u(w.local.get(size, b.i32), w.i32.const(3))),
      ),
    );
    offset = 0;
  }
  if (e.needed.has(result)) code.push(e.set(result, made()));
  code.push(w.br(done));
  out.push(w.block(done, [w.block(otherwise, code, b.none), ...slow], b.none));
}
