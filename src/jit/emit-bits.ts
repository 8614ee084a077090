// Code for bit syntax matching: byte-aligned fields are read from the bytes, everything else by functions of the runtime module.
import { FLAG } from '../gc/field-flags.ts';
import { TAG } from '../gc/tags.ts';
import type { MatchCommand } from './build-bits.ts';
import type { FunctionEmitter } from './emit.ts';
import type { Edge, Value } from './ir.ts';

type Expression = number;

export function emitBits(
  e: FunctionEmitter,
  v: Value,
  fail: Edge | undefined,
  out: Expression[],
): void {
  const { w, b } = e;
  const [x, y] = v.args;
  const context = () => e.cast('MatchContext', e.term(x));
  switch (v.op) {
    case 'start_match':
      startMatch(e, v, fail, out);
      return;
    case 'match':
      new Matching(e, x, v.imm.commands, fail).emit(out);
      return;
    case 'context_tail':
      out.push(e.set(v, contextTail(e, context)));
      return;
    case 'writable':
      out.push(e.set(v, e.call('newWritable', e.term(x))));
      return;
    case 'position':
      out.push(e.set(v, e.get('MatchContext', 'position', context())));
      return;
    case 'set_position':
      out.push(e.put('MatchContext', 'position', context(), e.as(y, 'i32')));
      return;
    case 'match_string': {
      const expected = e.cast('Bitstring', e.literal(v.imm.expected, e.t.eq));
      const same = e.call('matchBits', context(), expected, w.i32.const(v.imm.bits));
      out.push(w.if(w.i32.eqz(same), w.block(null, e.branch(fail as Edge))));
      return;
    }
    case 'get_sized': {
      const { kind, unit, flags } = v.imm;
      const size = e.call('fieldSize', context(), e.term(y), w.i32.const(unit));
      const bits = e.temporary(b.i32);
      out.push(
        w.local.set(bits, size),
        w.if(
          w.i32.lt_s(w.local.get(bits, b.i32), w.i32.const(0)),
          w.block(null, e.branch(fail as Edge)),
        ),
      );
      const get = () => w.local.get(bits, b.i32);
      if (kind === 'skip') out.push(e.call('skipField', context(), get()));
      else if (kind === 'binary') out.push(e.set(v, e.call('binaryField', context(), get())));
      else
        e.unlessNull(
          v,
          e.call('integerField', context(), get(), w.i32.const(flags)),
          e.branch(fail as Edge),
          out,
        );
      return;
    }
    case 'get_utf': {
      const point = e.call(
        'utfField',
        context(),
        w.i32.const(v.imm.kind),
        w.i32.const(v.imm.flags),
      );
      out.push(
        e.set(v, point),
        w.if(
          w.i32.lt_s(w.local.get(e.local(v), b.i32), w.i32.const(0)),
          w.block(null, e.branch(fail as Edge)),
        ),
      );
      return;
    }
  }
}

/** The unmatched rest as a bitstring of its own. */
function contextTail(e: FunctionEmitter, context: () => Expression): Expression {
  const { w } = e;
  const field = (name: string) => e.get('MatchContext', name, context());
  const size = w.i32.sub(field('end'), field('position'));
  const fields = [field('bytes'), field('position'), size, field('tail')];
  return w.struct.new([w.i32.const(TAG.BITSTRING), ...fields], e.t.heap('Bitstring'));
}

function startMatch(e: FunctionEmitter, v: Value, fail: Edge | undefined, out: Expression[]): void {
  const { w, t } = e;
  const [x] = v.args;
  const bits = () => e.cast('Bitstring', e.term(x));
  const field = (name: string) => e.get('Bitstring', name, bits());
  const context = w.struct.new(
    [
      w.i32.const(TAG.MATCH_CONTEXT),
      field('bytes'),
      field('offset'),
      field('offset'),
      w.i32.add(field('offset'), field('size')),
      field('tail'),
    ],
    t.heap('MatchContext'),
  );
  const otherwise = w.block(null, [...(fail ? e.branch(fail) : []), w.unreachable()]);
  const made = w.if(e.isA('Bitstring', e.term(x)), context, otherwise);
  // One assignment: of those in the arms of an `if`, code behind it would know nothing.
  out.push(e.set(v, w.if(e.isA('MatchContext', e.term(x)), e.term(x), made)));
}

/** One `match`: the context's fields are read once, its position is written when everything has matched. */
class Matching {
  readonly e: FunctionEmitter;
  readonly commands: readonly MatchCommand[];
  readonly fail: Edge | undefined;
  private readonly context: number;
  private readonly bytes: number;
  private readonly position: number;
  private readonly aligned: number;
  private readonly first: number;
  private readonly code: Expression[] = [];
  private readonly failed: string;
  private readonly value: Value;

  constructor(
    e: FunctionEmitter,
    value: Value,
    commands: readonly MatchCommand[],
    fail: Edge | undefined,
  ) {
    const { b, t } = e;
    this.e = e;
    this.value = value;
    this.commands = commands;
    this.fail = fail;
    this.context = e.temporary(t.ref('MatchContext', true));
    this.bytes = e.temporary(t.ref('Bytes', true));
    this.position = e.temporary(b.i32);
    this.aligned = e.temporary(b.i32);
    this.first = e.temporary(b.i32);
    this.failed = e.label();
  }

  private get w() {
    return this.e.w;
  }

  emit(out: Expression[]): void {
    const { e, w, code } = this;
    const { b, t } = e;
    const reads = this.commands.some((c) => c.kind === 'integer' || c.kind === 'equal');
    code.push(
      w.local.set(this.context, e.cast('MatchContext', e.term(this.value))),
      w.local.set(this.position, this.field('position')),
    );
    if (reads) {
      code.push(
        w.local.set(this.bytes, this.field('bytes')),
        w.local.set(
          this.aligned,
          w.i32.eqz(w.i32.and(w.local.get(this.position, b.i32), w.i32.const(7))),
        ),
        w.local.set(this.first, w.i32.shr_u(w.local.get(this.position, b.i32), w.i32.const(3))),
      );
    }
    let offset = 0;
    let moved = false;
    for (const c of this.commands) {
      this.command(c, offset);
      if (c.kind === 'integer' || c.kind === 'binary' || c.kind === 'skip' || c.kind === 'equal') {
        offset += c.bits;
        moved = true;
      }
    }
    const tail = this.commands.some((c) => c.kind === 'tail');
    if (moved || tail) {
      code.push(
        e.put(
          'MatchContext',
          'position',
          this.get(this.context, t.ref('MatchContext', true)),
          this.at(offset),
        ),
      );
    }
    if (this.fail === undefined) {
      out.push(w.block(this.failed, code, b.none));
      return;
    }
    const matched = e.label();
    code.push(w.br(matched));
    out.push(
      w.block(matched, [w.block(this.failed, code, b.none), ...e.branch(this.fail)], b.none),
    );
  }

  private get(local: number, type: number): Expression {
    return this.w.ref.as_non_null(this.w.local.get(local, type));
  }

  private field(name: string): Expression {
    return this.e.get(
      'MatchContext',
      name,
      this.get(this.context, this.e.t.ref('MatchContext', true)),
    );
  }

  private at(offset: number): Expression {
    const { w, e } = this;
    const position = w.local.get(this.position, e.b.i32);
    return offset === 0 ? position : w.i32.add(position, w.i32.const(offset));
  }

  private failIf(condition: Expression): void {
    this.code.push(this.w.br(this.failed, condition));
  }

  private left(): Expression {
    return this.w.i32.sub(this.field('end'), this.w.local.get(this.position, this.e.b.i32));
  }

  private command(c: MatchCommand, offset: number): void {
    const { w, e } = this;
    switch (c.kind) {
      case 'at_least':
        if (c.bits > 0) this.failIf(w.i32.lt_s(this.left(), w.i32.const(offset + c.bits)));
        if (c.unit > 1) {
          const spare = w.i32.sub(this.left(), w.i32.const(offset + c.bits));
          const isPower = (c.unit & (c.unit - 1)) === 0;
          this.failIf(
            isPower
              ? w.i32.and(spare, w.i32.const(c.unit - 1))
              : w.i32.rem_s(spare, w.i32.const(c.unit)),
          );
        }
        return;
      case 'exactly':
        this.failIf(w.i32.ne(this.left(), w.i32.const(offset + c.bits)));
        return;
      case 'integer':
        this.integer(c, offset);
        return;
      case 'binary':
        if (e.needed.has(c.out))
          this.code.push(e.set(c.out, this.bitstring(offset, w.i32.const(c.bits))));
        return;
      case 'tail':
        if (e.needed.has(c.out))
          this.code.push(
            e.set(c.out, this.bitstring(offset, w.i32.sub(this.field('end'), this.at(offset)))),
          );
        return;
      case 'equal':
        this.equal(c.bits, c.value, offset);
        return;
    }
  }

  private bitstring(offset: number, size: Expression): Expression {
    return this.w.struct.new(
      [
        this.w.i32.const(TAG.BITSTRING),
        this.field('bytes'),
        this.at(offset),
        size,
        this.field('tail'),
      ],
      this.e.t.heap('Bitstring'),
    );
  }

  /** Byte `i` behind the position, where that is aligned. */
  private byte(i: number): Expression {
    const { w, e } = this;
    const first = w.local.get(this.first, e.b.i32);
    const index = i === 0 ? first : w.i32.add(first, w.i32.const(i));
    return w.array.get(this.get(this.bytes, e.t.ref('Bytes', true)), index, e.b.i32, false);
  }

  private isAligned(): Expression {
    return this.w.local.get(this.aligned, this.e.b.i32);
  }

  private readBits(offset: number, bits: number): Expression {
    const bytes = this.get(this.bytes, this.e.t.ref('Bytes', true));
    return this.e.call('readBits', bytes, this.at(offset), this.w.i32.const(bits));
  }

  private integer(c: Extract<MatchCommand, { kind: 'integer' }>, offset: number): void {
    const { w, e } = this;
    const { bits, signed, little, out } = c;
    if (!e.needed.has(out)) return;
    if (bits === 0) {
      this.code.push(e.set(out, w.i32.const(0)));
      return;
    }
    const flags = (signed ? FLAG.SIGNED : 0) | (little ? FLAG.LITTLE : 0);
    const bytes = () => this.get(this.bytes, e.t.ref('Bytes', true));
    if (out.rep === 'term') {
      this.code.push(
        e.set(
          out,
          e.call('readInteger', bytes(), this.at(offset), w.i32.const(bits), w.i32.const(flags)),
        ),
      );
      this.failIf(w.ref.eq(e.term(out), e.nil()));
      return;
    }
    const word = e.call(
      'readWord',
      bytes(),
      this.at(offset),
      w.i32.const(bits),
      w.i32.const(flags),
    );
    const slow = out.rep === 'i64' ? word : w.i32.wrap(word);
    if (offset % 8 !== 0 || bits % 8 !== 0 || bits > 32) {
      this.code.push(e.set(out, slow));
      return;
    }
    const n = bits / 8;
    const order = Array.from({ length: n }, (_, i) => (little ? n - 1 - i : i));
    let value = this.byte(offset / 8 + order[0]);
    for (let i = 1; i < n; i++)
      value = w.i32.or(w.i32.shl(value, w.i32.const(8)), this.byte(offset / 8 + order[i]));
    if (signed && bits < 32)
      value = w.i32.shr_s(w.i32.shl(value, w.i32.const(32 - bits)), w.i32.const(32 - bits));
    const fast = out.rep === 'i64' ? w.i64.extend_u(value) : value;
    this.code.push(e.set(out, w.if(this.isAligned(), fast, slow)));
  }

  private equal(bits: number, value: bigint, offset: number): void {
    const { w } = this;
    if (bits === 0) return;
    const slow = w.i64.ne(
      this.readBits(offset, bits),
      w.i64.const(BigInt.asIntN(64, value) as never),
    );
    if (offset % 8 !== 0 || bits % 8 !== 0) {
      this.failIf(slow);
      return;
    }
    const n = bits / 8;
    let differs: Expression | undefined;
    for (let i = n - 1; i >= 0; i--) {
      const expected = Number((value >> BigInt(8 * (n - 1 - i))) & 0xffn);
      const test = w.i32.ne(this.byte(offset / 8 + i), w.i32.const(expected));
      differs = differs === undefined ? test : w.if(test, w.i32.const(1), differs);
    }
    this.failIf(w.if(this.isAligned(), differs as Expression, slow));
  }
}
