// Writes the OTP pack (src/host/otp-pack.ts describes the format) from an unpacked OTP and Elixir.
//
// What a pack leaves out of a `.beam` file: the chunks `Dbgi` (abstract code: 19.5 of 40 MB) and `Docs` (5.5 MB).
// Nothing that runs a program reads them; `code:get_doc` and `beam_lib:chunks(_, [abstract_code])` answer for the
// pack's modules as for any module that was compiled without. Elixir's protocols keep `Dbgi`, which
// consolidation reads. A module's MD5 does not cover these chunks, so it stays.

import { constants, deflateRawSync } from 'node:zlib';
import {
  PACK_HEADER,
  PACK_MAGIC,
  type PackEntry,
  type PackIndex,
} from '../../src/host/otp-pack.ts';

/** One file of the pack: its folder below the root, its name, its bytes. */
export interface PackFile {
  readonly dir: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PackVersions {
  readonly release: string;
  readonly version: string;
  readonly elixir: string | undefined;
}

/** Applications whose modules a start reads: stored raw. */
const START_APPS = /^lib\/(erts|kernel)-/;

/** Modules of stdlib and Elixir that nearly every program reads: stored raw. */
const START_MODULES = new Set(
  `beam_lib binary erl_anno erl_error erl_eval erl_parse erl_scan error_logger_tty_h ets filename gb_sets gb_trees
   gen gen_event gen_server gen_statem io io_lib io_lib_format io_lib_fread io_lib_pretty lists maps ordsets orddict
   proc_lib proplists queue sets string supervisor supervisor_bridge sys timer unicode_util
   Elixir.Access Elixir.Enum Elixir.Enumerable Elixir.Enumerable.List Elixir.Exception Elixir.IO Elixir.Inspect
   Elixir.Kernel Elixir.Keyword Elixir.List Elixir.Map Elixir.Process Elixir.String Elixir.String.Chars
   Elixir.System elixir elixir_config elixir_utils`.split(/\s+/),
);

const LEFT_OUT = new Set(['Dbgi', 'Docs']);

/** Elixir's protocols: `Protocol.consolidate` reads their `Dbgi`. */
const PROTOCOLS = new Set(
  `Elixir.Collectable Elixir.Enumerable Elixir.Inspect Elixir.JSON.Encoder Elixir.List.Chars
   Elixir.String.Chars`.split(/\s+/),
);

/** A `.beam` file without the chunks that no program needs. The input must be an uncompressed `.beam` file. */
export function stripBeam(beam: Uint8Array, leftOut: ReadonlySet<string>): Uint8Array {
  const view = new DataView(beam.buffer, beam.byteOffset, beam.byteLength);
  const chunks: Uint8Array[] = [];
  for (let at = 12; at + 8 <= beam.length; ) {
    const id = String.fromCharCode(...beam.subarray(at, at + 4));
    const end = at + 8 + ((view.getUint32(at + 4) + 3) & ~3);
    if (!leftOut.has(id)) chunks.push(beam.subarray(at, end));
    at = end;
  }
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 4);
  const head = Buffer.alloc(12);
  head.write('FOR1', 0, 'latin1');
  head.writeUInt32BE(size, 4);
  head.write('BEAM', 8, 'latin1');
  return Buffer.concat([head, ...chunks]);
}

/** The bytes of a pack with these files. The order of the files is the order in the pack. */
export function writePack(versions: PackVersions, files: readonly PackFile[]): Buffer {
  const dirs: Record<string, Record<string, PackEntry>> = {};
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const { dir, name, bytes } of files) {
    const module = name.endsWith('.beam') ? name.slice(0, -'.beam'.length) : undefined;
    const content =
      module === undefined || PROTOCOLS.has(module) ? bytes : stripBeam(bytes, LEFT_OUT);
    const atStart = START_APPS.test(dir) || (module !== undefined && START_MODULES.has(module));
    const deflated = deflateRawSync(content, { level: constants.Z_BEST_COMPRESSION });
    const stored = atStart || deflated.length >= content.length ? content : deflated;
    dirs[dir] ??= {};
    dirs[dir][name] = [offset, stored.length, content.length];
    parts.push(stored);
    offset += stored.length;
  }
  const index: PackIndex = { ...versions, dirs };
  const json = Buffer.from(JSON.stringify(index));
  const indexBytes = deflateRawSync(json, { level: constants.Z_BEST_COMPRESSION });
  const header = Buffer.alloc(PACK_HEADER);
  header.set(PACK_MAGIC);
  header.writeUInt32LE(indexBytes.length, 8);
  header.writeUInt32LE(json.length, 12);
  return Buffer.concat([header, indexBytes, ...parts]);
}
