/**
 * Decodes a .beam file: finds the chunks, and decodes those that running it needs.
 */

import { MAX_TYPES } from '../isa/operand.ts';
import { gunzip, inflate } from '../util/inflate.ts';
import { latin1ToString, utf8ToString } from '../util/utf8.ts';
import type { Budgets } from './budgets.ts';
import { defaultBudgets } from './budgets.ts';
import { decodeCode } from './code.ts';
import { LoadError } from './errors.ts';
import { decodeLines, noLines } from './lines.ts';
import type { ChunkRange, Entry, Import, Lambda } from './module.ts';
import { DecodedModule } from './module.ts';
import { Reader } from './reader.ts';
import { noTypes, scanTypes } from './types.ts';

export interface DecodeOptions {
  /** The file's name, for messages. */
  readonly file?: string;
  readonly budgets?: Partial<Budgets>;
}

const NO_BYTES = new Uint8Array(0);

/**
 * Decodes the bytes of a .beam file, which must not change afterwards. Throws nothing but a
 * LoadError.
 */
export function decodeModule(bytes: Uint8Array, options: DecodeOptions = {}): DecodedModule {
  return new ModuleDecoder(bytes, options).decode();
}

/** True if the bytes begin as those of a module do, compressed or not. */
export function looksLikeModule(bytes: Uint8Array): boolean {
  return isGzip(bytes) || (bytes.length >= 4 && latin1ToString(bytes, 0, 4) === 'FOR1');
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

class ModuleDecoder {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly budgets: Budgets;
  readonly chunks: Map<string, ChunkRange>;
  atoms: string[] = [];

  constructor(bytes: Uint8Array, options: DecodeOptions) {
    this.file = options.file ?? 'module';
    this.budgets = { ...defaultBudgets, ...options.budgets };
    this.bytes = isGzip(bytes) ? this.gunzip(bytes) : plain(bytes);
    this.chunks = this.findChunks();
  }

  decode(): DecodedModule {
    const { file, bytes, chunks } = this;
    this.atoms = this.decodeAtoms();
    const imports = this.decodeImports();
    const lambdas = this.decodeLambdas();
    const literals = this.decodeLiterals();
    const stringRange = chunks.get('StrT');
    const strings = stringRange ? bytes.subarray(stringRange.start, stringRange.end) : NO_BYTES;
    const lineReader = this.reader('Line');
    const lineTable = lineReader ? decodeLines(lineReader, this.atoms[1]) : noLines(this.atoms[1]);
    const typeReader = this.reader('Type');
    const typeTable = typeReader ? scanTypes(typeReader, MAX_TYPES) : noTypes;

    const range = this.need('Code');
    const code = decodeCode(
      bytes,
      range.start,
      range.end,
      { file, chunk: 'Code' },
      {
        atoms: this.atoms,
        imports,
        lambdas,
        literalCount: literals.length,
        stringBytes: strings.length,
        lineCount: lineTable.present ? lineTable.lines.length : Number.POSITIVE_INFINITY,
        typeCount: typeTable.count,
      },
      this.budgets,
    );
    const exports = this.decodeEntries('ExpT');
    const locals = chunks.has('LocT') ? this.decodeEntries('LocT') : [];
    const entries = new Set(code.entryLabels);
    this.checkEntries('ExpT', exports, entries);
    this.checkEntries('LocT', locals, entries);
    this.checkEntries('FunT', lambdas, entries);

    return new DecodedModule({
      ...code,
      file,
      bytes,
      chunks,
      atoms: this.atoms,
      imports,
      exports,
      locals,
      lambdas,
      literals,
      strings,
      lineTable,
      typeTable,
    });
  }

  fail(chunk: string, offset: number, problem: string): never {
    throw new LoadError(this.file, chunk, offset, problem);
  }

  gunzip(bytes: Uint8Array): Uint8Array {
    try {
      return gunzip(bytes, this.budgets.fileBytes);
    } catch (error) {
      this.fail('', 0, `the file is compressed, and cannot be decompressed: ${reason(error)}`);
    }
  }

  findChunks(): Map<string, ChunkRange> {
    const { bytes, file } = this;
    const reader = new Reader(bytes, 0, bytes.length, { file, chunk: '' });
    if (bytes.length < 12 || latin1ToString(bytes, 0, 4) !== 'FOR1') {
      reader.fail('not a .beam file: it does not begin with FOR1');
    }
    reader.at = 4;
    const size = reader.u32('its size');
    if (size > bytes.length - 8) {
      reader.fail(`cut off: ${size} bytes should follow, but there are ${bytes.length - 8}`, 4);
    }
    if (latin1ToString(bytes, 8, 12) !== 'BEAM')
      reader.fail('not a .beam file: no BEAM at byte 8', 8);
    const end = 8 + size;
    const chunks = new Map<string, ChunkRange>();
    for (let at = 12; at < end; ) {
      if (end - at < 8) reader.fail(`${end - at} bytes that belong to no chunk`, at);
      const name = latin1ToString(bytes, at, at + 4);
      reader.at = at + 4;
      const chunkSize = reader.u32('the size of a chunk');
      const start = at + 8;
      if (chunkSize > end - start) {
        reader.fail(
          `chunk ${printable(name)} of ${chunkSize} bytes, but ${end - start} follow`,
          at,
        );
      }
      if (chunks.has(name)) reader.fail(`there are two chunks ${printable(name)}`, at);
      if (chunks.size === this.budgets.chunks) {
        reader.fail(`more than ${this.budgets.chunks} chunks`, at);
      }
      chunks.set(name, { start, end: start + chunkSize });
      // Chunks begin at multiples of four; the last one may lack its padding.
      at = start + ((chunkSize + 3) & ~3);
    }
    return chunks;
  }

  /** A reader for an optional chunk. */
  reader(chunk: string): Reader | undefined {
    const range = this.chunks.get(chunk);
    return range && new Reader(this.bytes, range.start, range.end, { file: this.file, chunk });
  }

  need(chunk: string): ChunkRange {
    return this.chunks.get(chunk) ?? this.fail('', 0, `there is no chunk ${chunk}`);
  }

  needReader(chunk: string): Reader {
    const { start, end } = this.need(chunk);
    return new Reader(this.bytes, start, end, { file: this.file, chunk });
  }

  decodeAtoms(): string[] {
    const latin1 = !this.chunks.has('AtU8') && this.chunks.has('Atom');
    const reader: Reader = this.needReader(latin1 ? 'Atom' : 'AtU8');
    const { bytes, end, at: start } = reader;
    // A negative count announces lengths of more than one byte (OTP 28).
    const signed = reader.i32('the number of atoms');
    const long = signed < 0;
    const count = Math.abs(signed);
    if (count === 0) reader.fail('no atoms, so no module name', start);
    if (count > this.budgets.atoms) {
      reader.fail(`${count} atoms, more than the ${this.budgets.atoms} that are allowed`, start);
    }
    if (count > reader.left) {
      reader.fail(`${count} atoms, but only ${reader.left} bytes follow`, start);
    }
    // One conversion for all, if that is possible: atoms are then slices of one string.
    const base = reader.at;
    const all = latin1 ? latin1ToString(bytes, base, end) : asciiText(bytes.subarray(base, end));
    const atoms = [''];
    for (let i = 1; i <= count; i++) {
      const at = reader.at;
      const length = long ? reader.tagged('the length of an atom') : reader.u8('an atom');
      if (long && !(reader.tag === 0 && length <= 1020)) reader.fail('the length of an atom', at);
      if (length > reader.left) reader.fail(`an atom of ${length} bytes, which are not there`, at);
      const from = reader.at;
      reader.at = from + length;
      if (all !== '') {
        atoms.push(all.slice(from - base, from - base + length));
      } else {
        const text = utf8ToString(bytes, from, reader.at);
        if (text === undefined) reader.fail('an atom that is not UTF-8', at);
        atoms.push(text);
      }
      if (length > 255 && [...atoms[i]].length > 255) {
        reader.fail('an atom of more than 255 characters', at);
      }
    }
    if (atoms[1] === '') reader.fail('the module has an empty name', base);
    return atoms;
  }

  /** An atom, which is not nil. */
  atom(reader: Reader, what: string): string {
    const start = reader.at;
    const index = reader.u32(what);
    if (index === 0 || index >= this.atoms.length) {
      reader.fail(`${what}: atom ${index} of ${this.atoms.length - 1}`, start);
    }
    return this.atoms[index];
  }

  arity(reader: Reader): number {
    const start = reader.at;
    const arity = reader.u32('an arity');
    if (arity > 255) reader.fail(`arity ${arity}`, start);
    return arity;
  }

  decodeImports(): Import[] {
    const reader = this.needReader('ImpT');
    const imports: Import[] = [];
    for (let left = reader.count('imports', 12, this.budgets.imports); left > 0; left--) {
      const module = this.atom(reader, 'a module');
      const name = this.atom(reader, 'a function');
      imports.push({ module, name, arity: this.arity(reader) });
    }
    return imports;
  }

  decodeEntries(chunk: string): Entry[] {
    const reader = this.needReader(chunk);
    const entries: Entry[] = [];
    for (let left = reader.count('functions', 12); left > 0; left--) {
      const name = this.atom(reader, 'a function');
      const arity = this.arity(reader);
      entries.push({ name, arity, label: reader.u32('a label') });
    }
    return entries;
  }

  decodeLambdas(): Lambda[] {
    const reader = this.reader('FunT');
    if (!reader) return [];
    const lambdas: Lambda[] = [];
    for (let left = reader.count('funs', 24); left > 0; left--) {
      const start = reader.at;
      const name = this.atom(reader, 'a function');
      const arity = this.arity(reader);
      const label = reader.u32('a label');
      const index = reader.u32('an index');
      const numFree = reader.u32('the number of free variables');
      const oldUniq = reader.u32('a checksum');
      if (numFree > arity) reader.fail(`${numFree} free variables of arity ${arity}`, start);
      lambdas.push({ name, arity, label, index, numFree, oldUniq });
    }
    return lambdas;
  }

  /** Entries have a label where a function begins. */
  checkEntries(chunk: string, entries: readonly Entry[], labels: ReadonlySet<number>): void {
    entries.forEach(({ name, arity, label }, i) => {
      if (labels.has(label)) return;
      const size = chunk === 'FunT' ? 24 : 12;
      const at = this.need(chunk).start + 4 + i * size;
      this.fail(chunk, at, `${name}/${arity}: no function begins at label ${label}`);
    });
  }

  decodeLiterals(): Uint8Array[] {
    if (!this.chunks.has('LitT')) return [];
    const reader: Reader = this.needReader('LitT');
    const start = reader.at;
    const inflatedSize = reader.u32('the size of the literals');
    // A size of 0 says that they are not compressed (OTP 28).
    if (inflatedSize === 0) return this.splitLiterals(reader);
    if (inflatedSize > this.budgets.literalBytes) {
      const { literalBytes } = this.budgets;
      reader.fail(`${inflatedSize} bytes, more than the ${literalBytes} that are allowed`, start);
    }
    let data: Uint8Array;
    try {
      data = inflate(reader.take(reader.left, 'the literals'), inflatedSize);
    } catch (error) {
      reader.fail(`compressed, and cannot be decompressed: ${reason(error)}`, start);
    }
    if (data.length !== inflatedSize) {
      reader.fail(`${data.length} bytes when decompressed, instead of ${inflatedSize}`, start);
    }
    const place = { file: this.file, chunk: 'LitT (decompressed)' };
    return this.splitLiterals(new Reader(data, 0, data.length, place));
  }

  splitLiterals(reader: Reader): Uint8Array[] {
    const count = reader.count('literals', 5);
    const literals: Uint8Array[] = new Array(count);
    for (let i = 0; i < count; i++) {
      const start = reader.at;
      const literal = reader.take(reader.u32('the size of a literal'), 'a literal');
      if (literal[0] !== 131) reader.fail(`literal ${i} is not in the external term format`, start);
      literals[i] = literal;
    }
    return literals;
  }
}

/**
 * The same bytes as a Uint8Array proper. Views of a Node Buffer would be Buffers, which are slow to
 * make.
 */
function plain(bytes: Uint8Array): Uint8Array {
  if (bytes.constructor === Uint8Array) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of the bytes if all are ASCII, else nothing: only then is there a character for every
 * byte.
 */
function asciiText(bytes: Uint8Array): string {
  try {
    const text = utf8Decoder.decode(bytes);
    return text.length === bytes.length ? text : '';
  } catch {
    return '';
  }
}

function printable(name: string): string {
  return JSON.stringify(name);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
