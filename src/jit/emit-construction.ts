// Code for constructing binaries: sizes are added up, then the segments are written one after the other; a binary that is appended to grows where
// it lies if there is room. Whatever does not fit (a value of another type, a part that does not end at a byte where the whole should) goes to the
// interpreter's function, which also knows the errors.
import { FLAG } from '../gc/field-flags.ts';
import { TAG } from '../gc/tags.ts';
import { TYPE } from '../loader/types.ts';
import type { SimpleSegment } from './build-bits.ts';
import type { FunctionEmitter } from './emit.ts';
import type { Value } from './ir.ts';
import * as T from './types.ts';

type Expression = number;

type Segment<Kind> = Extract<SimpleSegment, { readonly kind: Kind }>;

/** What a fast construction adds at most, in bits: sums of sizes stay within 32 bits. */
const MAX_PART = 1 << 26;

/** So many bits are written without using up reductions. */
const FREE_BITS = 1 << 13;

/** The code points below are one byte each. */
const ASCII_END = 0x80;

/** An integer of so many bits is small, whatever they are. */
const SMALL_BITS = 30;

export function emitConstruction(
  e: FunctionEmitter,
  segments: readonly SimpleSegment[],
  result: Value,
  slow: readonly Expression[],
  out: Expression[],
): void {
  new Construction(e, segments).emit(result, slow, out);
}

class Construction {
  private readonly e: FunctionEmitter;
  private readonly segments: readonly SimpleSegment[];
  /** Whether all fields are of whole bytes: then `at` counts bytes, else bits. */
  private readonly isWhole: boolean;
  private readonly code: Expression[] = [];
  private readonly otherwise: string;
  private readonly binary: number;
  private readonly bytes: number;
  private readonly at: number;
  /** How many bits behind `at` the next segment begins. */
  private offset = 0;
  /** Locals with the sizes in bits of segments where they are not fixed. */
  private readonly sizes = new Map<SimpleSegment, number>();
  /** Locals with the values of segments: integers as 64-bit words, code points as 32-bit ones. */
  private readonly words = new Map<SimpleSegment, number>();

  constructor(e: FunctionEmitter, segments: readonly SimpleSegment[]) {
    const { b, t } = e;
    this.e = e;
    this.segments = segments;
    this.isWhole = segments.every((s) => s.kind !== 'integer' || s.bits % 8 === 0);
    this.otherwise = e.label();
    this.binary = e.temporary(t.ref('Bitstring', true));
    this.bytes = e.temporary(t.ref('Bytes', true));
    this.at = e.temporary(b.i32);
  }

  private get w() {
    return this.e.w;
  }

  emit(result: Value, slow: readonly Expression[], out: Expression[]): void {
    const { e, w, code } = this;
    const [first] = this.segments;
    for (const s of this.segments) this.check(s);
    if (first.kind === 'append') this.append(first);
    else {
      code.push(
        w.local.set(this.binary, e.call('newBinary', e.machine(), this.total())),
        w.local.set(this.at, w.i32.const(0)),
      );
    }
    code.push(w.local.set(this.bytes, e.get('Bitstring', 'bytes', this.made())));
    for (const s of this.segments) this.write(s);
    if (e.needed.has(result)) code.push(e.set(result, this.made()));
    const done = e.label();
    code.push(w.br(done));
    out.push(w.block(done, [w.block(this.otherwise, code, e.b.none), ...slow], e.b.none));
  }

  private fail(condition: Expression): void {
    this.code.push(this.w.br(this.otherwise, condition));
  }

  private nonNull(local: number, type: string): Expression {
    return this.w.ref.as_non_null(this.w.local.get(local, this.e.t.ref(type, true)));
  }

  private made(): Expression {
    return this.nonNull(this.binary, 'Bitstring');
  }

  private i32(local: number): Expression {
    return this.w.local.get(local, this.e.b.i32);
  }

  private field(v: Value, name: string): Expression {
    return this.e.get('Bitstring', name, this.e.cast('Bitstring', this.e.term(v)));
  }

  // ---- what has to hold, and the sizes

  private check(s: SimpleSegment): void {
    switch (s.kind) {
      case 'integer':
        this.checkInteger(s);
        return;
      case 'float':
        if (s.value.rep !== 'f64' && !(s.value.rep === 'term' && T.is(s.value.type, TYPE.FLOAT)))
          this.fail(this.w.i32.eqz(this.e.isA('Float', this.e.term(s.value))));
        return;
      case 'utf8':
        this.checkCodePoint(s);
        return;
      case 'binary':
      case 'append':
        this.checkBinary(s);
    }
  }

  private checkInteger(s: Segment<'integer'>): void {
    const { w, e, code } = this;
    const { value, bits } = s;
    if (value.rep !== 'term' || T.isSmall(value.type)) return;
    if (bits <= SMALL_BITS) {
      this.fail(w.i32.eqz(e.isSmall(e.term(value))));
      return;
    }
    const word = e.temporary(e.b.i64);
    this.words.set(s, word);
    const boxed = e.get('Int64', 'value', e.cast('Int64', e.term(value)));
    code.push(
      w.local.set(
        word,
        w.if(
          e.isSmall(e.term(value)),
          w.i64.extend_s(e.smallValue(e.term(value))),
          w.if(e.isA('Int64', e.term(value)), boxed, w.br(this.otherwise)),
        ),
      ),
    );
  }

  private checkCodePoint(s: Segment<'utf8'>): void {
    const { w, e, code } = this;
    const { value } = s;
    const point = e.temporary(e.b.i32);
    const size = e.temporary(e.b.i32);
    this.words.set(s, point);
    this.sizes.set(s, size);
    if (value.rep === 'term') {
      if (!T.isSmall(value.type)) this.fail(w.i32.eqz(e.isSmall(e.term(value))));
      code.push(w.local.set(point, e.smallValue(e.term(value))));
    } else code.push(w.local.set(point, e.as(value, 'i32')));
    const get = () => this.i32(point);
    const isAscii = w.i32.lt_u(get(), w.i32.const(ASCII_END));
    const others = w.if(
      e.call('isCodePoint', get()),
      e.call('utf8Bits', get()),
      w.br(this.otherwise),
    );
    code.push(w.local.set(size, w.if(isAscii, w.i32.const(8), others)));
  }

  private checkBinary(s: Segment<'binary'> | Segment<'append'>): void {
    const { w, e, code } = this;
    const { value, unit } = s;
    if (!T.is(value.type, TYPE.BITSTRING) || value.rep !== 'term')
      this.fail(w.i32.eqz(e.isA('Bitstring', e.term(value))));
    const size = e.temporary(e.b.i32);
    this.sizes.set(s, size);
    code.push(w.local.set(size, this.field(value, 'size')));
    if (this.isWhole) {
      const ends =
        s.kind === 'append'
          ? w.i32.or(this.i32(size), this.field(value, 'offset'))
          : this.i32(size);
      this.fail(w.i32.and(ends, w.i32.const(7)));
    }
    if (unit > 1 && !(this.isWhole && 8 % unit === 0))
      this.fail(w.i32.rem_s(this.i32(size), w.i32.const(unit)));
    this.fail(w.i32.gt_u(this.i32(size), w.i32.const(MAX_PART)));
  }

  private fixedSize(): number {
    let bits = 0;
    for (const s of this.segments) {
      if (s.kind === 'integer' || s.kind === 'float') bits += s.bits;
      else if (s.kind === 'string') bits += s.text.length * 8;
    }
    return bits;
  }

  /** The size of all but what is appended to. */
  private total(): Expression {
    let total: Expression = this.w.i32.const(this.fixedSize());
    for (const [s, size] of this.sizes)
      if (s.kind !== 'append') total = this.w.i32.add(total, this.i32(size));
    return total;
  }

  // ---- room

  private append(first: Segment<'append'>): void {
    const { w, e, code } = this;
    const { b, t } = e;
    const size = this.sizes.get(first) as number;
    const extra = e.temporary(b.i32);
    const end = e.temporary(b.i32);
    const tail = e.temporary(t.ref('Tail', true));
    const to = e.temporary(t.ref('Bitstring', true));
    const old = () => this.nonNull(to, 'Bitstring');
    const field = (name: string) => e.get('Bitstring', name, old());
    code.push(
      w.local.set(to, e.cast('Bitstring', e.term(first.value))),
      w.local.set(tail, field('tail')),
      w.local.set(extra, this.total()),
      w.local.set(end, w.i32.add(field('offset'), this.i32(size))),
    );
    const newEnd = () => w.i32.add(this.i32(end), this.i32(extra));
    const isLast = w.i32.eq(e.get('Tail', 'used', this.nonNull(tail, 'Tail')), this.i32(end));
    const room = w.i32.shl(w.array.len(field('bytes')), w.i32.const(3));
    const isRoom = w.i32.le_u(newEnd(), room);
    // Appending nothing gives the binary itself, as `appended` knows: one less than zero is not free either.
    const isSome = first.isPrivate || this.fixedSize() > 0;
    const isFree = isSome
      ? w.i32.lt_u(this.i32(extra), w.i32.const(FREE_BITS))
      : w.i32.lt_u(w.i32.sub(this.i32(extra), w.i32.const(1)), w.i32.const(FREE_BITS - 1));
    const isNull = w.ref.is_null(w.local.get(tail, t.ref('Tail', true)));
    const fits = w.if(isNull, w.i32.const(0), w.i32.and(w.i32.and(isLast, isRoom), isFree));
    const newSize = w.i32.add(this.i32(size), this.i32(extra));
    const grow: Expression[] = [e.put('Tail', 'used', this.nonNull(tail, 'Tail'), newEnd())];
    if (first.isPrivate)
      grow.push(e.put('Bitstring', 'size', old(), newSize), w.local.set(this.binary, old()));
    else {
      const fields = [field('bytes'), field('offset'), newSize, field('tail')];
      const view = w.struct.new([w.i32.const(TAG.BITSTRING), ...fields], t.heap('Bitstring'));
      grow.push(w.local.set(this.binary, view));
    }
    const name = first.isPrivate ? 'appendedInPlace' : 'appended';
    const elsewhere = e.call(name, e.machine(), old(), this.i32(extra));
    code.push(w.if(fits, w.block(null, grow), w.local.set(this.binary, elsewhere)));
    // The part before may have moved.
    const begin = w.i32.add(e.get('Bitstring', 'offset', this.made()), this.i32(size));
    code.push(w.local.set(this.at, this.isWhole ? w.i32.shr_u(begin, w.i32.const(3)) : begin));
  }

  // ---- writing

  private array(): Expression {
    return this.nonNull(this.bytes, 'Bytes');
  }

  /** The index of the byte `i` bytes behind the next segment's beginning. */
  private index(i: number): Expression {
    const distance = this.offset / 8 + i;
    return distance === 0
      ? this.i32(this.at)
      : this.w.i32.add(this.i32(this.at), this.w.i32.const(distance));
  }

  /** The position in bits, `bits` behind the next segment's beginning. */
  private position(bits = 0): Expression {
    const { w } = this;
    if (this.isWhole) return w.i32.shl(this.index(bits / 8), w.i32.const(3));
    return w.i32.add(this.i32(this.at), w.i32.const(this.offset + bits));
  }

  private setByte(i: number, byte: Expression): void {
    this.code.push(this.w.array.set(this.array(), this.index(i), byte));
  }

  private advance(size: number): void {
    const { w } = this;
    const next = this.isWhole
      ? w.i32.add(this.index(0), w.i32.shr_u(this.i32(size), w.i32.const(3)))
      : w.i32.add(this.position(), this.i32(size));
    this.code.push(w.local.set(this.at, next));
    this.offset = 0;
  }

  private write(s: SimpleSegment): void {
    const { w, e, code } = this;
    switch (s.kind) {
      case 'append':
        return;
      case 'integer':
        this.writeInteger(s);
        return;
      case 'float': {
        const value =
          s.value.rep === 'f64'
            ? e.as(s.value, 'f64')
            : e.get('Float', 'value', e.cast('Float', e.term(s.value)));
        const flags = w.i32.const(s.little ? FLAG.LITTLE : 0);
        const bits = w.i32.const(s.bits);
        code.push(e.call('writeFloat', this.array(), this.position(), bits, value, flags));
        this.offset += s.bits;
        return;
      }
      case 'string':
        for (const [i, byte] of s.text.entries()) {
          if (this.isWhole) this.setByte(i, w.i32.const(byte));
          else this.writeWord(8 * i, 8, w.i64.const(BigInt(byte) as never), 0);
        }
        this.offset += s.text.length * 8;
        return;
      case 'utf8': {
        const point = () => this.i32(this.words.get(s) as number);
        const write = () => w.drop(e.call('writeUtf8', this.array(), this.position(), point()));
        if (this.isWhole) {
          const isAscii = w.i32.lt_u(point(), w.i32.const(ASCII_END));
          code.push(w.if(isAscii, w.array.set(this.array(), this.index(0), point()), write()));
        } else code.push(write());
        this.advance(this.sizes.get(s) as number);
        return;
      }
      case 'binary': {
        const size = this.sizes.get(s) as number;
        const [bytes, offset] = [this.field(s.value, 'bytes'), this.field(s.value, 'offset')];
        code.push(e.call('copyBits', bytes, offset, this.array(), this.position(), this.i32(size)));
        this.advance(size);
      }
    }
  }

  private writeWord(bits: number, size: number, value: Expression, flags: number): void {
    const { w, e } = this;
    const to = this.position(bits);
    this.code.push(
      e.call('writeWord', this.array(), to, w.i32.const(size), value, w.i32.const(flags)),
    );
  }

  private writeInteger(s: Segment<'integer'>): void {
    const { w, e } = this;
    const { value, bits, little } = s;
    const word = this.words.get(s);
    const narrow = () => {
      if (word !== undefined) return w.i32.wrap(w.local.get(word, e.b.i64));
      if (value.rep === 'term') return e.smallValue(e.term(value));
      return value.rep === 'i64' ? w.i32.wrap(e.as(value, 'i64')) : e.as(value, 'i32');
    };
    if (!this.isWhole || bits > 32) {
      const wide =
        word !== undefined
          ? w.local.get(word, e.b.i64)
          : value.rep === 'i64'
            ? e.as(value, 'i64')
            : w.i64.extend_s(narrow());
      this.writeWord(0, bits, wide, little ? FLAG.LITTLE : 0);
    } else {
      const count = bits / 8;
      for (let i = 0; i < count; i++) {
        const shift = 8 * (little ? i : count - 1 - i);
        this.setByte(i, shift === 0 ? narrow() : w.i32.shr_s(narrow(), w.i32.const(shift)));
      }
    }
    this.offset += bits;
  }
}
