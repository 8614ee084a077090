/**
 * The compiled benchmark programs: compiled on the spot where there is an `erlc`, else from the committed pack,
 * so that `npm run bench` measures beamjit on a machine without Erlang too.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readPack, writePack } from '../test/corpus/pack.ts';
import { strip } from '../tools/corpus/strip.ts';

const SOURCES = join(import.meta.dirname, 'programs');
const PACK = join(import.meta.dirname, 'programs.pack');

/** Compiles all programs into `folder`. */
export function compilePrograms(erlc: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const sources = readdirSync(SOURCES).map((file) => join(SOURCES, file));
  execFileSync(erlc, ['+deterministic', '-o', folder, ...sources], { stdio: 'inherit' });
}

/** Writes the pack from compiled programs. */
export function packPrograms(folder: string): void {
  const builds = readdirSync(folder).map((file) => {
    const name = basename(file, '.beam');
    const bytes = strip(readFileSync(join(folder, file)));
    return { program: name, flavour: 'default', modules: [{ name, bytes }] };
  });
  writePack(PACK, { builds, shared: [] });
}

/** Unpacks the committed programs into `folder`. */
export function unpackPrograms(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { modules } of readPack(PACK).builds) {
    for (const { name, bytes } of modules) writeFileSync(join(folder, `${name}.beam`), bytes);
  }
}
