/**
 * The `Type` chunk: what the compiler knew about the values of registers.
 *
 * The format changed with most releases: version 1 (OTP 25) has a range with every type, 2 (OTP 26)
 * only where there is one, 3 (OTP 27 and 28) no longer tells match contexts from other bitstrings,
 * and 4 (OTP 29) adds native records. All are presented as version 4.
 */

import type { Reader } from './reader.ts';

/** Bits of a type union: the value is of one of these types. */
export const TYPE = {
  ATOM: 1 << 0,
  BITSTRING: 1 << 1,
  CONS: 1 << 2,
  FLOAT: 1 << 3,
  FUN: 1 << 4,
  INTEGER: 1 << 5,
  MAP: 1 << 6,
  NIL: 1 << 7,
  PID: 1 << 8,
  PORT: 1 << 9,
  REFERENCE: 1 << 10,
  TUPLE: 1 << 11,
  RECORD: 1 << 12,
} as const;

/** The type of a value of which nothing is known. */
export const ANY_TYPE = (1 << 13) - 1;

/** What is known about a register. */
export interface BeamType {
  /** A union of TYPE bits. */
  readonly union: number;
  /** If the value is an integer: its least and greatest value, where known. */
  readonly min: bigint | undefined;
  readonly max: bigint | undefined;
  /** If the value is a bitstring: its size in bits is a multiple of this. */
  readonly unit: number;
}

/** The chunk as it stands in the file, known to be whole. */
export interface TypeTable {
  readonly version: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** There are no types, and TX and TY operands are to become X and Y. */
export const noTypes: TypeTable = { version: 0, count: 0, bytes: new Uint8Array(0) };

/** Metadata bits above the union, of versions 2 and 4; version 3 has them one bit lower. */
const HAS_MIN = 1 << 13;
const HAS_MAX = 1 << 14;
const HAS_UNIT = 1 << 15;

/** Reads the header and checks that all entries are there. */
export function scanTypes(reader: Reader, maxTypes: number): TypeTable {
  const version = reader.u32('the version');
  // As on the BEAM: types are hints, and a file with others than we know runs without.
  if (version < 1 || version > 4) return noTypes;
  const count = reader.count('types', version === 1 ? 18 : 2, maxTypes);
  const start = reader.at;
  const shift = version === 3 ? 1 : 0;
  for (let i = 0; i < count; i++) {
    const at = reader.at;
    const bits = reader.u16('a type') << shift;
    const union = version === 3 ? (bits >> 1) & 0xfff : bits & 0x1fff;
    if (union === 0) reader.fail('a type that no value has', at);
    let extra = 0;
    if (version === 1) extra = 16;
    else {
      if (bits & HAS_MIN) extra += 8;
      if (bits & HAS_MAX) extra += 8;
      if (bits & HAS_UNIT) extra += 1;
    }
    reader.take(extra, 'a type');
  }
  return { version, count, bytes: reader.bytes.subarray(start, reader.at) };
}

export function decodeTypes(table: TypeTable): BeamType[] {
  const { version, count, bytes } = table;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const types: BeamType[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const bits = view.getUint16(at);
    at += 2;
    let min: bigint | undefined;
    let max: bigint | undefined;
    let unit = 1;
    if (version === 1) {
      // No range is written as one that nothing is in.
      const low = view.getBigInt64(at);
      const high = view.getBigInt64(at + 8);
      at += 16;
      if (low <= high) [min, max] = [low, high];
    } else {
      const flags = version === 3 ? bits << 1 : bits;
      if (flags & HAS_MIN) {
        min = view.getBigInt64(at);
        at += 8;
      }
      if (flags & HAS_MAX) {
        max = view.getBigInt64(at);
        at += 8;
      }
      if (flags & HAS_UNIT) unit = bytes[at++] + 1;
    }
    types.push({ union: unionOf(bits, version), min, max, unit });
  }
  return types;
}

/** Types that occur together only where some others have been excluded. */
const UNSPECIFIC = TYPE.BITSTRING | TYPE.FUN | TYPE.MAP | TYPE.PID | TYPE.PORT | TYPE.REFERENCE;

/** The union of a type in the bits of version 4. */
function unionOf(bits: number, version: number): number {
  if (version === 4) return bits & ANY_TYPE;
  let union = bits & 0xfff;
  if (version < 3) {
    // Bit 2 was the match context, which is a bitstring now.
    const high = (bits & 0x1ff8) >> 1;
    union = (bits & 3) | (bits & 4 ? TYPE.BITSTRING : 0) | high;
  }
  // The compiler did not know native records: what is of no type in particular may be one, too.
  return (union & UNSPECIFIC) === UNSPECIFIC ? union | TYPE.RECORD : union;
}
