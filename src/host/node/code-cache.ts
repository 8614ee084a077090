// Compiled code on disk: one file for each module that something was compiled of, below a folder for each build of beamjit.
//
//   <cache folder>/<version>-<build>/<module>-<CRC-32 of its bytes>.units
//
// A file holds the module's own bytes beside what is kept for it, so that a hit is certain: comparing them takes less time than any hash
// worth trusting. Files are written under another name and renamed, so that any number of programs may run at once: the last one wins, and what
// the others had is compiled again some day. Damage shows in a checksum. All that fails here is taken for an empty cache.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from '../../util/checksum.ts';
import type { HostCodeCache } from '../host.ts';
import { buildId } from './build-id.ts';

const EXTENSION = '.units';
const UNFINISHED = '.tmp';
/** The folder of a build. */
const BUILD = /^\d+\.\d+\.\d+[\w.]*-[0-9a-f]+$/;

/** `BJCU`, the CRC-32 of what follows it, the size of the module; then the module and what is kept for it. */
const HEADER = { MAGIC: 0, CHECKSUM: 4, MODULE_SIZE: 8, SIZE: 12 } as const;
const MAGIC = 0x55434a42;

/** Bytes of all files together from which on the oldest go, and which share of that is left then. */
const MAX_BYTES = 256 << 20;
const TRIMMED_SHARE = 0.75;
/** How long ago the size was looked at when it is looked at again; the same for the time that a file was last used. */
const DAY_MS = 24 * 3600 * 1000;
/** Says when the size was looked at last. */
const CHECKED = 'checked';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the user's compiled code is kept: `BEAMJIT_CACHE`, or the place for such things on this system. */
export function cacheFolder(
  env: Environment,
  platform: string = process.platform,
): string | undefined {
  if (env.BEAMJIT_CACHE) return env.BEAMJIT_CACHE;
  const home = env.HOME || homedir();
  if (platform === 'win32') return env.LOCALAPPDATA && join(env.LOCALAPPDATA, 'beamjit', 'Cache');
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'beamjit');
  if (!home) return undefined;
  return platform === 'darwin'
    ? join(home, 'Library', 'Caches', 'beamjit')
    : join(home, '.cache', 'beamjit');
}

export class NodeCodeCache implements HostCodeCache {
  readonly #root: string;
  readonly #folder: string;
  readonly #maxBytes: number;
  #isChecked = false;
  #isBroken = false;

  constructor(root: string, maxBytes = MAX_BYTES) {
    this.#root = root;
    this.#folder = join(root, buildId());
    this.#maxBytes = maxBytes;
  }

  has(module: string, bytes: Uint8Array): boolean {
    return existsSync(this.#file(module, bytes));
  }

  read(module: string, bytes: Uint8Array): Uint8Array | undefined {
    const file = this.#file(module, bytes);
    try {
      const content = contentOf(readFileSync(file), bytes);
      if (content !== undefined) touch(file);
      return content;
    } catch {
      return undefined;
    }
  }

  write(module: string, bytes: Uint8Array, content: Uint8Array): void {
    if (this.#isBroken) return;
    const file = this.#file(module, bytes);
    const unfinished = `${file}.${process.pid}-${performance.now().toString(36)}${UNFINISHED}`;
    const head = Buffer.alloc(HEADER.SIZE);
    head.writeUInt32LE(MAGIC, HEADER.MAGIC);
    head.writeUInt32LE(bytes.length, HEADER.MODULE_SIZE);
    const whole = Buffer.concat([head, bytes, content]);
    whole.writeUInt32LE(crc32(0, whole.subarray(HEADER.MODULE_SIZE)), HEADER.CHECKSUM);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(unfinished, whole);
      renameSync(unfinished, file);
      this.#trim();
    } catch {
      // a folder that cannot be written to is no reason to trouble anybody, nor to try again
      this.#isBroken = true;
      remove(unfinished);
    }
  }

  #file(module: string, bytes: Uint8Array): string {
    const name = module.replace(/[^\w.-]/g, '_').slice(0, 100);
    const sum = crc32(0, bytes).toString(16).padStart(8, '0');
    return join(this.#folder, `${name}-${sum}${EXTENSION}`);
  }

  /** Drops the files that were not used for the longest time if there are too many; looked at once a day. */
  #trim(): void {
    if (this.#isChecked) return;
    this.#isChecked = true;
    const marker = join(this.#root, CHECKED);
    const last = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - last < DAY_MS) return;
    writeFileSync(marker, '');
    const files = filesIn(this.#root).sort((a, b) => a.usedMs - b.usedMs);
    let total = files.reduce((sum, { size }) => sum + size, 0);
    const limit = total > this.#maxBytes ? this.#maxBytes * TRIMMED_SHARE : total;
    for (const { path, size, usedMs } of files) {
      const isAbandoned = path.endsWith(UNFINISHED) && Date.now() - usedMs > DAY_MS;
      if (total <= limit && !isAbandoned) continue;
      remove(path);
      total -= size;
    }
  }
}

/** What is kept in a file for a module with these bytes; undefined where it is damaged or is another module's. */
function contentOf(whole: Buffer, bytes: Uint8Array): Uint8Array | undefined {
  const end = HEADER.SIZE + bytes.length;
  if (whole.length < end || whole.readUInt32LE(HEADER.MAGIC) !== MAGIC) return undefined;
  if (whole.readUInt32LE(HEADER.MODULE_SIZE) !== bytes.length) return undefined;
  if (!whole.subarray(HEADER.SIZE, end).equals(bytes)) return undefined;
  const checksum = crc32(0, whole.subarray(HEADER.MODULE_SIZE));
  return checksum === whole.readUInt32LE(HEADER.CHECKSUM) ? whole.subarray(end) : undefined;
}

/** Notes that a file is in use, if that was not noted today. */
function touch(file: string): void {
  const now = Date.now();
  try {
    if (now - statSync(file).mtimeMs > DAY_MS) utimesSync(file, now / 1000, now / 1000);
  } catch {
    // it is somebody else's, or was dropped just now
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // it stays, then
  }
}

interface CacheFile {
  readonly path: string;
  readonly size: number;
  readonly usedMs: number;
}

/** Our files below a cache folder, of all builds; anything else that may be there is not ours to touch. */
function filesIn(root: string): CacheFile[] {
  return foldersIn(root).flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith(EXTENSION) || name.endsWith(UNFINISHED))
      .flatMap((name) => {
        const path = join(folder, name);
        const stat = statSync(path, { throwIfNoEntry: false });
        return stat === undefined ? [] : [{ path, size: stat.size, usedMs: stat.mtimeMs }];
      }),
  );
}

function foldersIn(root: string): string[] {
  return namesIn(root)
    .filter((name) => BUILD.test(name))
    .map((name) => join(root, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What a cache folder holds. */
export function cacheSize(root: string): { files: number; bytes: number } {
  const files = filesIn(root);
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** Empties a cache folder, and answers what was in it. */
export function clearCache(root: string): { files: number; bytes: number } {
  const before = cacheSize(root);
  for (const { path } of filesIn(root)) remove(path);
  remove(join(root, CHECKED));
  for (const folder of [...foldersIn(root), root]) {
    try {
      rmdirSync(folder);
    } catch {
      // there is something else in it, or it is not there
    }
  }
  return before;
}
