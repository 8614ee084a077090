/**
 * A decoded module: what a .beam file says, checked, and with no decision made about how to run it.
 *
 * Nothing here changes after decoding. Indices in the code stream are those of the file: they index
 * `atoms`, `imports`, `lambdas`, `literals`, `strings` and `types` as they stand. What few programs
 * ask for is decoded on demand; a getter that is documented to throw a LoadError does so because
 * its chunk is only read then.
 */

import { hexOf } from '../util/hex.ts';
import { md5Final, md5Init, md5Update } from '../util/md5.ts';
import type { LineTable } from './lines.ts';
import type { RecordDefinition } from './records.ts';
import { decodeRecords } from './records.ts';
import type { BeamType, TypeTable } from './types.ts';
import { decodeTypes } from './types.ts';

/** An external function. */
export interface Import {
  readonly module: string;
  readonly name: string;
  readonly arity: number;
}

/** A function that has a name and an entry label. */
export interface Entry {
  readonly name: string;
  readonly arity: number;
  /** The label of its first instruction, the one after its func_info. */
  readonly label: number;
}

/** A function that funs are made of. */
export interface Lambda extends Entry {
  /** The fun's number, as `erlang:fun_info(F, index)` gives it. */
  readonly index: number;
  /** How many of the function's last arguments come from the fun's environment. */
  readonly numFree: number;
  /** The compiler's checksum of the module, as `erlang:fun_info(F, uniq)` gives it. */
  readonly oldUniq: number;
}

/** Where a chunk lies in the file's bytes. */
export interface ChunkRange {
  readonly start: number;
  readonly end: number;
}

/** The code chunk, decoded. */
export interface Code {
  /**
   * `[opcode, operand…]*`, all functions one after the other, int_code_end last. Operands are words
   * as isa/operand.ts describes them; each instruction has as many as the table in isa/genop.ts
   * says.
   */
  readonly code: Int32Array;
  /** Where in `code` each function's func_info stands. */
  readonly functionStarts: Int32Array;
  /** The entry label of each function: the one after its func_info. */
  readonly entryLabels: Int32Array;
  /**
   * Where in `code` the `label` instruction of each label stands; -1 for numbers that are not used.
   */
  readonly labels: Int32Array;
  /** The integers that BIG operands refer to. */
  readonly bigs: readonly bigint[];
  /** The label of the function that is to run when the module is loaded; 0 if there is none. */
  readonly onLoad: number;
}

/** Everything that is decoded at once. */
export interface ModuleParts extends Code {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly chunks: ReadonlyMap<string, ChunkRange>;
  readonly atoms: readonly string[];
  readonly imports: readonly Import[];
  readonly exports: readonly Entry[];
  readonly locals: readonly Entry[];
  readonly lambdas: readonly Lambda[];
  readonly literals: readonly Uint8Array[];
  readonly strings: Uint8Array;
  readonly lineTable: LineTable;
  readonly typeTable: TypeTable;
}

/** The chunks that make up a module's checksum, in this order. */
const MD5_CHUNKS = [
  'Atom',
  'AtU8',
  'Code',
  'StrT',
  'ImpT',
  'ExpT',
  'FunT',
  'LitT',
  'Meta',
  'Recs',
  'DbgB',
];

export class DecodedModule implements Code {
  /** The name of the file that it came from, for messages. */
  readonly file: string;
  /** The module's name. */
  readonly name: string;
  /** The atoms by index, from 1; index 0 means nil, and holds an empty string. */
  readonly atoms: readonly string[];
  readonly imports: readonly Import[];
  /** The exported functions. */
  readonly exports: readonly Entry[];
  /** The other functions, if the file names them: only messages need them. */
  readonly locals: readonly Entry[];
  readonly lambdas: readonly Lambda[];
  /**
   * The bytes of each literal in the external term format, with the leading 131. Not yet checked.
   */
  readonly literals: readonly Uint8Array[];
  /** The bytes that string operands point into. */
  readonly strings: Uint8Array;
  /** Source lines, as `line` operands index them. */
  readonly lineTable: LineTable;
  readonly code: Int32Array;
  readonly functionStarts: Int32Array;
  readonly entryLabels: Int32Array;
  readonly labels: Int32Array;
  readonly bigs: readonly bigint[];
  readonly onLoad: number;

  readonly #bytes: Uint8Array;
  readonly #chunks: ReadonlyMap<string, ChunkRange>;
  readonly #typeTable: TypeTable;
  #checksum: Uint8Array | undefined;
  #fingerprint: string | undefined;
  #types: readonly BeamType[] | undefined;
  #records: readonly RecordDefinition[] | undefined;

  constructor(parts: ModuleParts) {
    this.file = parts.file;
    this.name = parts.atoms[1];
    this.atoms = parts.atoms;
    this.imports = parts.imports;
    this.exports = parts.exports;
    this.locals = parts.locals;
    this.lambdas = parts.lambdas;
    this.literals = parts.literals;
    this.strings = parts.strings;
    this.lineTable = parts.lineTable;
    this.code = parts.code;
    this.functionStarts = parts.functionStarts;
    this.entryLabels = parts.entryLabels;
    this.labels = parts.labels;
    this.bigs = parts.bigs;
    this.onLoad = parts.onLoad;
    this.#bytes = parts.bytes;
    this.#chunks = parts.chunks;
    this.#typeTable = parts.typeTable;
  }

  /** One more than the highest label. */
  get labelCount(): number {
    return this.labels.length;
  }

  get functionCount(): number {
    return this.functionStarts.length;
  }

  /**
   * What the compiler knew about registers, as the types of TX and TY words index it. Empty if the
   * file has no types, or in a version that we do not know; then there are no TX and TY words
   * either.
   */
  get types(): readonly BeamType[] {
    this.#types ??= decodeTypes(this.#typeTable);
    return this.#types;
  }

  /** The definitions of the native records (OTP 29). Throws a LoadError if they are damaged. */
  get records(): readonly RecordDefinition[] {
    this.#records ??= decodeRecords(this, this.#bytes, this.#chunks.get('Recs'));
    return this.#records;
  }

  /** The names of the chunks, in the order of the file. */
  get chunkNames(): string[] {
    return [...this.#chunks.keys()];
  }

  /** The bytes of a chunk as they stand in the file, or undefined if there is none of that name. */
  chunk(name: string): Uint8Array | undefined {
    const range = this.#chunks.get(name);
    return range && this.#bytes.subarray(range.start, range.end);
  }

  /** The module attributes, an external term; and so are those below. */
  get attributes(): Uint8Array | undefined {
    return this.chunk('Attr');
  }

  get compileInfo(): Uint8Array | undefined {
    return this.chunk('CInf');
  }

  get meta(): Uint8Array | undefined {
    return this.chunk('Meta');
  }

  get debugInfo(): Uint8Array | undefined {
    return this.chunk('Dbgi');
  }

  get docs(): Uint8Array | undefined {
    return this.chunk('Docs');
  }

  exportNamed(name: string, arity: number): Entry | undefined {
    return this.exports.find((e) => e.name === name && e.arity === arity);
  }

  /** The whole file, inflated. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** The module's checksum as `beam_lib:md5` computes it, 16 bytes; not to be written to. */
  md5(): Uint8Array {
    return (this.#checksum ??= this.#computeChecksum());
  }

  /** What tells its code from that of another version: the checksum, with the types, which that leaves out. */
  get fingerprint(): string {
    return (this.#fingerprint ??= this.#computeFingerprint());
  }

  #computeFingerprint(): string {
    const state = md5Init();
    md5Update(state, this.md5());
    const types = this.chunk('Type');
    if (types) md5Update(state, types);
    return hexOf(md5Final(state));
  }

  #computeChecksum(): Uint8Array {
    const state = md5Init();
    for (const name of MD5_CHUNKS) {
      const bytes = this.chunk(name);
      if (bytes) md5Update(state, name === 'FunT' ? withoutUniq(bytes) : bytes);
    }
    return md5Final(state);
  }
}

/** The table of lambdas with `oldUniq` as 0 everywhere: it was computed from the checksum. */
function withoutUniq(funT: Uint8Array): Uint8Array {
  const bytes = funT.slice();
  for (let at = 24; at + 4 <= bytes.length; at += 24) bytes.fill(0, at, at + 4);
  return bytes;
}
