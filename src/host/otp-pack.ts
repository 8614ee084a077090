// The OTP pack: OTP's and Elixir's libraries in one file, read by offset.
//
//   magic        8 bytes  `OTPPACK` and the format's number
//   index length 2 × u32  little endian: stored, and raw
//   index        JSON, deflated (raw deflate)
//   entries      each as it is, or deflated where that is smaller and start-up does not read it
//
// Every entry is compressed alone, so that a start reads and inflates only what it loads. Measured with OTP 27 and
// Elixir 1.18 (1,034 modules of 13.4 MB without Dbgi and Docs; the 95 that a start may load, 1.8 MB, decompressed
// one by one, Node 26.10):
//
//   raw 13.4 MB, 1 ms · deflate 7.4 MB, 5 ms · zstd level 19 6.7 MB, 4.5 ms · brotli 6.1 MB, 11.5 ms
//
// Deflate is chosen because a few KB of WebAssembly undo it (util/inflate.ts), in a browser too; the modules of the
// start are stored raw (0.9 MB more, and nothing to inflate). npm compresses the file again on the way.

import { inflateRaw } from '../util/inflate.ts';
import { compareApps, type OtpApp, type OtpLibrary, splitAppDir } from './otp-library.ts';

/** Begins a pack; its last byte is the format's number. */
export const PACK_MAGIC = Uint8Array.of(0x4f, 0x54, 0x50, 0x50, 0x41, 0x43, 0x4b, 1);

/** Bytes before the index. */
export const PACK_HEADER = 16;

/** Where the paths of a pack begin. */
export const PACK_ROOT = '/otp';

/** `[offset after the index, stored size, raw size]`; equal sizes mean stored as it is. */
export type PackEntry = readonly [offset: number, stored: number, size: number];

export interface PackIndex {
  readonly release: string;
  readonly version: string;
  readonly elixir: string | undefined;
  /** Folder below the root (`lib/stdlib-6.2/ebin`) → file → entry. */
  readonly dirs: Readonly<Record<string, Readonly<Record<string, PackEntry>>>>;
}

/** Random access to the pack's bytes. */
export interface ByteSource {
  /** Exactly `length` bytes, or an error. */
  read(offset: number, length: number): Uint8Array;
}

/** Opens a pack; throws where the bytes are no pack that this version can read. */
export function openPack(source: ByteSource, origin: string): OtpLibrary {
  const header = source.read(0, PACK_HEADER);
  if (!PACK_MAGIC.every((byte, i) => header[i] === byte)) {
    throw new Error(`${origin}: not an OTP pack of this version of beamjit`);
  }
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const stored = view.getUint32(8, true);
  const index: PackIndex = JSON.parse(
    new TextDecoder().decode(
      inflateRaw(source.read(PACK_HEADER, stored), view.getUint32(12, true)),
    ),
  );
  return new OtpPack(source, origin, index, PACK_HEADER + stored);
}

class OtpPack implements OtpLibrary {
  readonly release: string;
  readonly version: string;
  readonly elixir: string | undefined;
  readonly origin: string;
  readonly root = PACK_ROOT;
  readonly virtualRoot = PACK_ROOT;
  readonly #source: ByteSource;
  readonly #dirs: PackIndex['dirs'];
  /** The offset of the first entry. */
  readonly #base: number;
  readonly #apps: readonly OtpApp[];
  /** Module → the folder of its file, below the root. */
  readonly #modules = new Map<string, string>();

  constructor(source: ByteSource, origin: string, index: PackIndex, base: number) {
    this.#source = source;
    this.#base = base;
    this.#dirs = index.dirs;
    this.origin = origin;
    this.release = index.release;
    this.version = index.version;
    this.elixir = index.elixir;
    const apps: OtpApp[] = [];
    for (const [dir, files] of Object.entries(index.dirs)) {
      if (!dir.endsWith('/ebin')) continue;
      const app = dir.slice(0, -'/ebin'.length);
      apps.push({
        ...splitAppDir(app.slice(app.lastIndexOf('/') + 1)),
        dir: `${PACK_ROOT}/${app}`,
      });
      for (const file of Object.keys(files)) {
        if (file.endsWith('.beam')) this.#modules.set(file.slice(0, -'.beam'.length), dir);
      }
    }
    this.#apps = apps.sort(compareApps);
  }

  modulePath(name: string): string | undefined {
    const dir = this.#modules.get(name);
    return dir === undefined ? undefined : `${PACK_ROOT}/${dir}/${name}.beam`;
  }

  readModule(name: string): Uint8Array | undefined {
    const dir = this.#modules.get(name);
    return dir === undefined ? undefined : this.#read(this.#dirs[dir][`${name}.beam`]);
  }

  apps(): readonly OtpApp[] {
    return this.#apps;
  }

  readFile(path: string): Uint8Array | undefined {
    const below = belowRoot(path);
    if (below === undefined) return undefined;
    const slash = below.lastIndexOf('/');
    const files = own(this.#dirs, below.slice(0, Math.max(slash, 0)));
    const entry = files && own(files, below.slice(slash + 1));
    return entry && this.#read(entry);
  }

  listDir(path: string): readonly string[] | undefined {
    const below = belowRoot(path);
    if (below === undefined) return undefined;
    const files = own(this.#dirs, below);
    const names = new Set(files ? Object.keys(files) : []);
    const prefix = below === '' ? '' : `${below}/`;
    for (const dir of Object.keys(this.#dirs)) {
      if (dir !== '' && dir.startsWith(prefix))
        names.add(dir.slice(prefix.length).split('/', 1)[0]);
    }
    return names.size === 0 ? undefined : [...names].filter((name) => name !== '').sort();
  }

  #read([offset, stored, size]: PackEntry): Uint8Array {
    const bytes = this.#source.read(this.#base + offset, stored);
    return stored === size ? bytes : inflateRaw(bytes, size);
  }
}

/**
 * The path below the root, `undefined` for a path elsewhere. Programs reach their neighbours by `..` (Elixir finds
 * `eex` that way), so it is resolved here as a file system would.
 */
function belowRoot(path: string): string | undefined {
  if (!path.startsWith(PACK_ROOT)) return undefined;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.shift() === PACK_ROOT.slice(1) ? parts.join('/') : undefined;
}

/** An own property: names come from programs and may be `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
