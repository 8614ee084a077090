// Packs: all compiled modules of one language and one OTP in one compressed file, because CI has no
// Erlang and thousands of small binary files would drown the repository.
//
// A pack is brotli over: header length (u32, big endian), header (JSON), contents of all modules one
// after another. Equal contents are stored once; a flavour whose code equals the default's is left
// out altogether. Everything is sorted, so the same modules give the same bytes.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { LanguageName, Otp } from './programs.ts';
import { CORPUS } from './programs.ts';

/** One compiled module: its name (an atom's text, such as `Elixir.Main`) and its .beam bytes. */
export interface CompiledModule {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The modules of one program in one flavour. The first one has main/0. */
export interface Build {
  readonly program: string;
  readonly flavour: string;
  readonly modules: readonly CompiledModule[];
}

export interface Pack {
  readonly builds: readonly Build[];
  /** Modules that every program may call, such as a language's own library. */
  readonly shared: readonly CompiledModule[];
}

/** Module name and index into the header's list of blob lengths. */
type Entry = [name: string, blob: number];

interface Header {
  readonly builds: [program: string, flavour: string, modules: Entry[]][];
  readonly shared: Entry[];
  readonly lengths: number[];
}

export function packFile(language: LanguageName, otp: Otp): string {
  return join(CORPUS, 'beams', `${language}-otp${otp}.pack`);
}

export function writePack(file: string, pack: Pack): void {
  const blobs: Uint8Array[] = [];
  const indexes = new Map<string, number>();
  const entries = (modules: readonly CompiledModule[]): Entry[] =>
    modules.map(({ name, bytes }) => {
      const key = Buffer.from(bytes).toString('latin1');
      const index = indexes.get(key) ?? blobs.push(bytes) - 1;
      indexes.set(key, index);
      return [name, index];
    });
  const builds = [...pack.builds].sort(
    (a, b) => compare(a.program, b.program) || compareFlavours(a.flavour, b.flavour),
  );
  const header: Header = {
    builds: builds.map((build) => [build.program, build.flavour, entries(build.modules)]),
    shared: entries([...pack.shared].sort((a, b) => compare(a.name, b.name))),
    lengths: [],
  };
  for (const blob of blobs) header.lengths.push(blob.length);
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const bytes = Buffer.concat([length, json, ...blobs]);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(file, brotliCompressSync(bytes, { params }));
}

export function readPack(file: string): Pack {
  const bytes = brotliDecompressSync(readFileSync(file));
  const start = 4 + bytes.readUInt32BE(0);
  const header = JSON.parse(bytes.toString('utf8', 4, start)) as Header;
  let end = start;
  const blobs = header.lengths.map((length) => bytes.subarray(end, (end += length)));
  const modules = (entries: readonly Entry[]) =>
    entries.map(([name, blob]) => ({ name, bytes: blobs[blob] }));
  return {
    builds: header.builds.map(([program, flavour, entries]) => ({
      program,
      flavour,
      modules: modules(entries),
    })),
    shared: modules(header.shared),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `default` first: the other flavours' equal modules then refer to its blobs. */
function compareFlavours(a: string, b: string): number {
  return Number(b === 'default') - Number(a === 'default') || compare(a, b);
}
