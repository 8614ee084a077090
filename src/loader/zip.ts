/**
 * Zip archives: `.ez` files, and what many escripts contain.
 *
 * The directory at the end of the file is read at once; entries are extracted one by one. Stored
 * and deflated entries are understood, which is all that OTP writes; encryption and the 64-bit
 * format are refused by name.
 */

import { crc32 } from '../util/checksum.ts';
import { inflateRaw } from '../util/inflate.ts';
import { latin1ToString, utf8ToString } from '../util/utf8.ts';
import type { Budgets } from './budgets.ts';
import { defaultBudgets } from './budgets.ts';
import { LoadError } from './errors.ts';

export interface ZipOptions {
  /** The archive's name, for messages. */
  readonly file?: string;
  readonly budgets?: Partial<Budgets>;
}

export interface ZipEntry {
  /** The path in the archive, with slashes; a directory's ends in one. */
  readonly name: string;
  /** Bytes when extracted. */
  readonly size: number;
  readonly packedSize: number;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  /** Where in the file the entry's own header begins. */
  readonly offset: number;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_SIZE = 22;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
/** In a 32-bit field: the real value is in a 64-bit one elsewhere. */
const IN_ZIP64 = 0xffffffff;

const ENCRYPTED = 1 << 0;
const UTF8_NAME = 1 << 11;

export class ZipArchive {
  readonly file: string;
  readonly entries: readonly ZipEntry[];
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #budgets: Budgets;
  readonly #byName = new Map<string, ZipEntry>();

  /** Reads the directory. Throws a LoadError if the bytes are not those of a whole archive. */
  constructor(bytes: Uint8Array, options: ZipOptions = {}) {
    this.file = options.file ?? 'archive';
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#budgets = { ...defaultBudgets, ...options.budgets };
    this.entries = this.#readDirectory();
    for (const entry of this.entries) this.#byName.set(entry.name, entry);
  }

  /** The entry of that name. */
  find(name: string): ZipEntry | undefined {
    return this.#byName.get(name);
  }

  /** The bytes of an entry. Throws a LoadError if they are damaged. */
  extract(entry: ZipEntry): Uint8Array {
    const view = this.#view;
    const { name, offset, packedSize, size } = entry;
    if (offset + LOCAL_SIZE > view.byteLength || view.getUint32(offset, true) !== LOCAL_HEADER) {
      this.#fail(offset, `no header for ${name}`);
    }
    // The lengths here may differ from those in the directory; all else is taken from there.
    const start =
      offset + LOCAL_SIZE + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (start + packedSize > view.byteLength) {
      this.#fail(offset, `${name} takes ${packedSize} bytes, which are not there`);
    }
    if (entry.flags & ENCRYPTED) this.#fail(offset, `${name} is encrypted`);
    if (size > this.#budgets.zipEntryBytes) {
      const { zipEntryBytes } = this.#budgets;
      this.#fail(offset, `${name} has ${size} bytes, more than the ${zipEntryBytes} allowed`);
    }
    const packed = this.#bytes.subarray(start, start + packedSize);
    const data = this.#unpack(entry, packed);
    if (data.length !== size) {
      this.#fail(offset, `${name} has ${data.length} bytes instead of ${size}`);
    }
    if (crc32(0, data) !== entry.crc) this.#fail(offset, `${name} is damaged: wrong checksum`);
    return data;
  }

  #unpack(entry: ZipEntry, packed: Uint8Array): Uint8Array {
    const { method, name, offset } = entry;
    if (method === 0) return packed;
    if (method !== 8)
      this.#fail(offset, `${name} is compressed by method ${method}, not known here`);
    if (entry.size === 0) return packed.subarray(0, 0);
    try {
      return inflateRaw(packed, entry.size);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#fail(offset, `${name} cannot be decompressed: ${reason}`);
    }
  }

  #readDirectory(): ZipEntry[] {
    const view = this.#view;
    const end = this.#findEnd();
    const count = view.getUint16(end + 10, true);
    const size = view.getUint32(end + 12, true);
    const written = view.getUint32(end + 16, true);
    if (count === 0xffff || size === IN_ZIP64 || written === IN_ZIP64) {
      this.#fail(end, 'the 64-bit zip format is not supported');
    }
    if (count > this.#budgets.zipEntries) {
      this.#fail(end, `${count} entries, more than the ${this.#budgets.zipEntries} allowed`);
    }
    // Offsets count from the archive's beginning, before which there may be something else.
    const base = end - size - written;
    if (base < 0) this.#fail(end, 'a directory that begins before the file');
    const entries: ZipEntry[] = [];
    for (let at = base + written; entries.length < count; ) {
      if (at + CENTRAL_SIZE > end || view.getUint32(at, true) !== CENTRAL_HEADER) {
        this.#fail(at, `entry ${entries.length + 1} of ${count} is missing from the directory`);
      }
      const flags = view.getUint16(at + 8, true);
      const nameEnd = at + CENTRAL_SIZE + view.getUint16(at + 28, true);
      const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      if (next > end) this.#fail(at, 'an entry that goes beyond the directory');
      const nameBytes = this.#bytes.subarray(at + CENTRAL_SIZE, nameEnd);
      const utf8 = flags & UTF8_NAME ? utf8ToString(nameBytes) : undefined;
      const packedSize = view.getUint32(at + 20, true);
      const entrySize = view.getUint32(at + 24, true);
      const offset = view.getUint32(at + 42, true);
      if (packedSize === IN_ZIP64 || entrySize === IN_ZIP64 || offset === IN_ZIP64) {
        this.#fail(at, 'the 64-bit zip format is not supported');
      }
      entries.push({
        name: utf8 ?? latin1ToString(nameBytes),
        size: entrySize,
        packedSize,
        method: view.getUint16(at + 10, true),
        flags,
        crc: view.getUint32(at + 16, true),
        offset: base + offset,
      });
      at = next;
    }
    return entries;
  }

  /** The end-of-directory record, which a comment of up to 65,535 bytes may follow. */
  #findEnd(): number {
    const view = this.#view;
    const last = view.byteLength - END_SIZE;
    for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
      const found = view.getUint32(at, true) === END_OF_DIRECTORY;
      if (found && at + END_SIZE + view.getUint16(at + 20, true) === view.byteLength) return at;
    }
    return this.#fail(0, 'not a whole zip archive: it has no directory at its end');
  }

  #fail(offset: number, problem: string): never {
    throw new LoadError(this.file, 'zip', offset, problem);
  }
}
