/** Decoding of modules made by hand: what is in them, and what is wrong with them. */

import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { OP } from '../../src/isa/genop.ts';
import { operand, TAG } from '../../src/isa/operand.ts';
import type { DecodeOptions } from '../../src/loader/decode.ts';
import { decodeModule } from '../../src/loader/decode.ts';
import { disassemble } from '../../src/loader/disasm.ts';
import { LoadError } from '../../src/loader/errors.ts';
import { container, encodeCode, int, label, list, ModuleBuilder, tagged, u, x } from './builder.ts';
import { sampleModule } from './sample.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a module', () => {
  const builder = sampleModule();
  const module = decodeModule(builder.build(), { file: 'sample.beam' });

  test('has its tables', () => {
    expect(module.name).toBe('sample');
    expect(module.atoms).toEqual(builder.atoms);
    expect(module.imports).toEqual([
      { module: 'erlang', name: '+', arity: 2 },
      { module: 'erlang', name: 'display', arity: 1 },
    ]);
    expect(module.exports).toEqual([{ name: 'main', arity: 1, label: 4 }]);
    expect(module.lambdas).toEqual([
      { name: 'helper', arity: 1, label: 2, index: 0, numFree: 1, oldUniq: 77 },
    ]);
    expect(module.literals).toEqual([Uint8Array.of(131, 107, 0, 2, 104, 105)]);
    expect(module.strings).toEqual(bytesOf('xabc'));
    expect(module.labelCount).toBe(7);
    expect(module.functionCount).toBe(2);
    expect(module.onLoad).toBe(0);
  });

  test('has its code', () => {
    expect([...module.code]).toEqual([...builder.code, OP.int_code_end]);
    expect([...module.entryLabels]).toEqual([2, 4]);
    for (const start of module.functionStarts) expect(module.code[start]).toBe(OP.func_info);
    for (let i = 1; i < module.labelCount; i++) {
      expect(module.code[module.labels[i]]).toBe(OP.label);
      expect(module.code[module.labels[i] + 1]).toBe(u(i));
    }
  });

  test('has types and lines', () => {
    expect(module.types).toEqual([
      { union: 0x1fff, min: undefined, max: undefined, unit: 1 },
      { union: 0x20, min: 0n, max: 255n, unit: 1 },
    ]);
    const { lines, files, names } = module.lineTable;
    expect([...lines]).toEqual([0, 12]);
    expect(names[files[1]]).toBe('x.hrl');
    expect(names[0]).toBe('sample.erl');
  });

  test('has its chunks and its checksum', () => {
    expect(module.chunkNames).toEqual([
      'AtU8',
      'Code',
      'StrT',
      'ImpT',
      'ExpT',
      'FunT',
      'LitT',
      'Type',
      'Line',
    ]);
    expect(module.chunk('StrT')).toEqual(bytesOf('xabc'));
    expect(module.chunk('Dbgi')).toBeUndefined();
    expect(module.attributes).toBeUndefined();
    const hash = createHash('md5');
    for (const name of ['AtU8', 'Code', 'StrT', 'ImpT', 'ExpT']) hash.update(module.chunk(name)!);
    hash.update(module.chunk('FunT')!.slice().fill(0, 24, 28)).update(module.chunk('LitT')!);
    expect(Buffer.from(module.md5()).toString('hex')).toBe(hash.digest('hex'));
  });

  test('is printed', () => {
    const text = disassemble(module, { printLiteral: (bytes) => `"${bytes.length}"` });
    expect(text).toMatchSnapshot();
  });
});

describe('forms of a file', () => {
  test('compressed as a whole', () => {
    const packed = new Uint8Array(gzipSync(sampleModule().build()));
    expect(decodeModule(packed).name).toBe('sample');
    const tooLarge: DecodeOptions = { budgets: { fileBytes: 100 } };
    expect(() => decodeModule(packed, tooLarge)).toThrow(LoadError);
  });

  test('compressed literals', () => {
    const m = sampleModule();
    const plain = decodeModule(m.build()).chunk('LitT')!.subarray(4);
    const size = Uint8Array.of(0, 0, 0, plain.length);
    m.chunks.set('LitT', Buffer.concat([size, deflateSync(plain)]));
    expect(decodeModule(m.build()).literals).toEqual(m.literals);
    size[3]--;
    m.chunks.set('LitT', Buffer.concat([size, deflateSync(plain)]));
    expect(() => decodeModule(m.build())).toThrow(/LitT at byte \d+: compressed, and/);
  });

  test('atoms in ISO 8859-1, in UTF-8, and with long lengths', () => {
    const build = (name: string, bytes: number[]) => {
      const m = new ModuleBuilder('a');
      m.export('f', 0, () => [[OP.return]]);
      m.chunks.set('AtU8', undefined);
      return container(new Map([...chunksOf(m), [name, Uint8Array.from(bytes)]]));
    };
    const latin1 = [0, 0, 0, 2, 1, 0x61, 2, 0xe9, 0xff];
    expect(decodeModule(build('Atom', latin1)).atoms).toEqual(['', 'a', 'éÿ']);
    const utf8 = [0, 0, 0, 2, 1, 0x61, 5, ...bytesOf('é→')];
    expect(decodeModule(build('AtU8', utf8)).atoms).toEqual(['', 'a', 'é→']);
    const name = '→'.repeat(255);
    const long = [255, 255, 255, 254, 0x10, 0x61, ...tagged(0, 765), ...bytesOf(name)];
    expect(decodeModule(build('AtU8', long)).atoms).toEqual(['', 'a', name]);
    const longer = [255, 255, 255, 254, 0x10, 0x61, ...tagged(0, 768), ...bytesOf(`${name}→`)];
    expect(() => decodeModule(build('AtU8', longer))).toThrow(/more than 255 characters/);
    const bad = [0, 0, 0, 2, 1, 0x61, 1, 0xe9];
    expect(() => decodeModule(build('AtU8', bad))).toThrow(
      /AtU8 at byte \d+: an atom that is not UTF-8/,
    );
  });

  test('types of every version', () => {
    const any = { min: undefined, max: undefined, unit: 1 };
    const range = [255, 255, 255, 255, 255, 255, 255, 254, 0, 0, 0, 0, 0, 0, 0, 9];
    const none = [127, 255, 255, 255, 255, 255, 255, 255, 128, 0, 0, 0, 0, 0, 0, 0];
    const types = (version: number, count: number, bytes: number[]) => {
      const m = sampleModule();
      m.chunks.set('Type', Uint8Array.of(0, 0, 0, version, 0, 0, 0, count, ...bytes));
      return decodeModule(m.build()).types;
    };
    const all = { ...any, union: 0x1fff };
    const integer = { ...any, union: 0x20, min: -2n, max: 9n };
    const units = { ...any, union: 2, unit: 8 };
    expect(types(1, 2, [0x1f, 0xff, ...none, 0, 0x40, ...range])).toEqual([all, integer]);
    const two = [0x1f, 0xff, 0x60, 0x40, ...range, 0x80, 2, 7, 0, 4];
    expect(types(2, 4, two)).toEqual([all, integer, units, { ...any, union: 2 }]);
    expect(types(3, 3, [0x0f, 0xff, 0x30, 0x20, ...range, 0x40, 2, 7])).toEqual([
      all,
      integer,
      units,
    ]);
    expect(types(4, 3, [0x1f, 0xff, 0x60, 0x20, ...range, 0x80, 2, 7])).toEqual([
      all,
      integer,
      units,
    ]);
  });

  test('types of an unknown version are dropped, and registers are plain', () => {
    const m = sampleModule();
    m.chunks.set('Type', Uint8Array.of(0, 0, 0, 99, 1, 2));
    const module = decodeModule(m.build());
    expect(module.types).toEqual([]);
    expect([...module.code]).not.toContain(operand(TAG.TX, (1 << 10) | 1));
    expect(disassemble(module)).toContain('{move,{x,1},{x,0}}');
  });
});

describe('integers', () => {
  const values = [
    0,
    15,
    16,
    2047,
    2048,
    32767,
    32768,
    134217727,
    134217728,
    2 ** 31,
    2 ** 32 + 1,
    2n ** 48n,
    2n ** 63n,
    2n ** 64n - 1n,
    2n ** 127n,
    -1,
    -16,
    -32768,
    -32769,
    -134217728,
    -134217729,
    -(2n ** 47n),
    -(2n ** 63n),
    -(2n ** 64n),
    -(2n ** 128n) + 1n,
    2n ** 1000n,
  ];
  test.each(values)('%s', (value) => {
    const m = new ModuleBuilder('a');
    m.export('f', 0, () => [[OP.move, int(0), x(0)], [OP.return]]);
    const code = encodeCode([...m.code, OP.int_code_end], m.atoms);
    const at = code.length - 5 + 1;
    expect([...code.subarray(at - 1, at + 2)]).toEqual([OP.move, 1, 3]);
    const changed = [...code.subarray(0, at), ...tagged(1, value), ...code.subarray(at + 1)];
    m.chunks.set('Code', codeChunk(changed, 3, 1));
    const module = decodeModule(m.build());
    const word = module.code[module.code.length - 4];
    if ((word & 15) === TAG.BIG) expect(module.bigs[word >> 4]).toBe(BigInt(value));
    else expect([word & 15, word >> 4]).toEqual([TAG.I, Number(value)]);
    expect((word & 15) === TAG.BIG).toBe(BigInt(value) !== BigInt.asIntN(28, BigInt(value)));
  });
});

describe('defects', () => {
  const decode = (bytes: Uint8Array) => () => decodeModule(bytes, { file: 'f.beam' });

  /** A module whose only function has this body. */
  const body = (make: (m: ModuleBuilder, entry: number) => (number | number[])[]) => {
    const m = new ModuleBuilder('a');
    m.import('a', 'f', 2);
    m.export('f', 1, (entry) => [...make(m, entry), [OP.return]]);
    return decode(m.build());
  };

  test('of the file', () => {
    const good = sampleModule().build();
    expect(decode(new Uint8Array(0))).toThrow('f.beam: at byte 0: not a .beam file');
    expect(decode(bytesOf('FOR1....ABCD'))).toThrow(/f.beam: at byte 4: cut off/);
    expect(decode(good.subarray(0, good.length - 1))).toThrow(/at byte 4: cut off/);
    expect(decode(container(new Map()))).toThrow('f.beam: at byte 0: there is no chunk AtU8');
    const twice = [...sampleModule().build()];
    twice.splice(12, 0, ...bytesOf('Code'), 0, 0, 0, 0);
    twice[7] += 8;
    expect(decode(Uint8Array.from(twice))).toThrow(/there are two chunks "Code"/);
  });

  test('say where they are', () => {
    const m = sampleModule();
    m.chunks.set('ImpT', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 200, 0, 0, 0, 0));
    const bytes = m.build();
    try {
      decodeModule(bytes, { file: 'f.beam' });
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      expect(error).toMatchObject({ file: 'f.beam', chunk: 'ImpT' });
      expect([...bytes.subarray(error.offset, error.offset + 4)]).toEqual([0, 0, 0, 200]);
    }
  });

  test.each([
    ['an unknown label', [OP.jump, label(9)], /jump.*|label 9 is not defined/],
    ['no label', [OP.jump, label(0)], /jump, target: label 0/],
    ['a call into the middle', [OP.call, u(1), label(1)], /label 1 is called, but no function/],
    ['an atom out of range', [OP.move, operand(TAG.A, 99), x(0)], /move, src: atom 99 of 2/],
    ['a register out of range', [OP.move, x(1024), x(0)], /move, src: register 1024/],
    ['a literal out of range', [OP.move, operand(TAG.LIT, 0), x(0)], /move, src: literal 0 of 0/],
    ['an import out of range', [OP.call_ext, u(1), u(3)], /call_ext, target: import 3/],
    ['a lambda out of range', [OP.make_fun3, u(0), x(0), ...list()], /make_fun3, lambda: lambda 0/],
    [
      'an import of another arity',
      [OP.call_ext, u(1), u(0)],
      /call_ext: 1 arguments for a function of 2/,
    ],
    ['a constant as destination', [OP.move, x(0), int(1)], /move, dst: an operand with tag I/],
    [
      'half a pair',
      [OP.select_val, x(0), label(2), ...list(int(1))],
      /select_val, cases: a list of 1/,
    ],
    [
      'a string that is not there',
      [OP.bs_match_string, label(1), x(0), u(8), u(0)],
      /beyond the 0/,
    ],
    ['an arity too large', [OP.call_fun, u(256)], /call_fun, arity: arity 256/],
  ] as [string, number[], RegExp][])('%s', (_, instruction, message) => {
    expect(body(() => [instruction])).toThrow(message);
  });

  test('of bs_match', () => {
    const match = (...words: (string | number)[]) =>
      body((m) => {
        const members = words.map((word) => (typeof word === 'string' ? m.atom(word) : word));
        return [[OP.bs_match, label(1), x(0), ...list(...members)]];
      });
    expect(match('skip', u(8))).not.toThrow();
    expect(match(u(1))).toThrow(/bs_match, commands: an operand with tag U, where there should be/);
    expect(match('skop', u(8))).toThrow(/there is no command 'skop'/);
    expect(match('skip')).toThrow(/a list of 1 ends within 'skip'/);
    expect(match('skip', x(1))).toThrow(/bs_match, commands: an operand with tag X/);
  });

  test('of a long list that is cut off', () => {
    const m = new ModuleBuilder('a');
    const atom = m.atom('f');
    const start = [OP.label, u(1), OP.func_info, atom, atom, u(0), OP.label, u(2)];
    // 100,000 members that take three bytes each, and only some of them
    const tuple = [OP.put_tuple2, 0x03, 0x17, 0x38, 0x01, 0x86, 0xa0];
    for (const size of [100_000, 200_000, 299_999]) {
      const members = Uint8Array.from({ length: size }, (_, i) => [0x19, 0x9c, 0x40][i % 3]);
      const code = Buffer.concat([encodeCode(start, m.atoms), Uint8Array.from(tuple), members]);
      m.chunks.set('Code', codeChunk(code, 3, 1));
      expect(decode(m.build())).toThrow(/put_tuple2/);
    }
  });

  test('of functions', () => {
    const whole = (code: number[], functions: number, labels = 9) => {
      const m = new ModuleBuilder('a');
      m.atomIndex('f');
      m.chunks.set('Code', codeChunk(encodeCode(code, m.atoms), labels, functions));
      return decode(m.build());
    };
    const head = [OP.label, u(1), OP.func_info, operand(TAG.A, 1), operand(TAG.A, 2), u(0)];
    const good = [...head, OP.label, u(2), OP.return];
    expect(whole([...good, OP.int_code_end], 1)).not.toThrow();
    expect(whole(good, 1)).toThrow(/does not end with int_code_end/);
    expect(whole([...head, OP.return, OP.int_code_end], 1)).toThrow(/no label after it/);
    expect(whole([...good, OP.int_code_end], 2)).toThrow(/1 functions, but the header says 2/);
    expect(whole([...good, OP.int_code_end], 0)).toThrow(/more functions than the 0/);
    expect(whole([OP.return, OP.int_code_end], 0)).toThrow(/return: outside of any function/);
    expect(whole([...good, OP.label, u(2), OP.int_code_end], 1)).toThrow(
      /label 2 is defined twice/,
    );
    expect(whole([...good, OP.int_code_end], 1, 2)).toThrow(
      /label: label 2, where it must be below 2/,
    );
    const second = [OP.label, u(3), ...head.slice(2), OP.label, u(4), OP.jump, label(2)];
    expect(whole([...good, ...second, OP.int_code_end], 2)).toThrow(/in another function/);
  });

  test('a newer OTP is named as such', () => {
    const m = sampleModule();
    const code = decodeModule(m.build()).chunk('Code')!.slice();
    code[11] = 250;
    m.chunks.set('Code', code);
    expect(decode(m.build())).toThrow(/compiled for a newer OTP: it has opcode 250/);
  });

  test('counts that nothing backs, and budgets', () => {
    for (const name of ['AtU8', 'ImpT', 'ExpT', 'FunT', 'LitT', 'Line', 'Type']) {
      const m = sampleModule();
      const chunk = decodeModule(m.build()).chunk(name)!.slice();
      const at = { LitT: 4, Line: 12, Type: 4 }[name] ?? 0;
      chunk.set([127, 255, 255, 255], at);
      m.chunks.set(name, chunk);
      expect(decode(m.build()), name).toThrow(new RegExp(`${name} at byte \\d+: 2147483647 `));
    }
    const budget = (budgets: DecodeOptions['budgets']) => () =>
      decodeModule(sampleModule().build(), { budgets });
    expect(budget({ atoms: 3 })).toThrow(/atoms, more than the 3 that are allowed/);
    expect(budget({ labels: 3 })).toThrow(/labels, more than the 3 that are allowed/);
    expect(budget({ codeBytes: 3 })).toThrow(/bytes of code, more than the 3/);
    expect(budget({ imports: 1 })).toThrow(/2 imports, more than the 1/);
    expect(budget({ chunks: 4 })).toThrow(/more than 4 chunks/);
  });
});

/** A code chunk with its header. */
function codeChunk(code: ArrayLike<number>, labels: number, functions: number): Uint8Array {
  const header = [16, 0, 180, labels, functions].flatMap((n) => [0, 0, n >> 8, n & 255]);
  return Uint8Array.from(header.concat(Array.from(code)));
}

/** The chunks that a builder makes, without its atoms. */
function chunksOf(m: ModuleBuilder): [string, Uint8Array][] {
  const bytes = m.build();
  const result: [string, Uint8Array][] = [];
  for (let at = 12; at < bytes.length; ) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const size = (bytes[at + 6] << 8) | bytes[at + 7];
    result.push([name, bytes.subarray(at + 8, at + 8 + size)]);
    at += 8 + ((size + 3) & ~3);
  }
  return result;
}
