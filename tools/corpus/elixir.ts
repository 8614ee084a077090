// Compiles the corpus's Elixir programs: all of them in one run of Elixir, whose start takes longer
// than any of them. Every program's first module is Main, so each is compiled, written and unloaded
// before the next.
//
// Elixir's macros expand to calls of its own library's inner functions, so a program runs on the
// Elixir that compiled it or a newer one. On OTP releases newer than the library that beamjit
// brings along, it is therefore that library's Elixir which compiles, to the newer OTP's bytecode.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CompiledModule } from '../../test/corpus/pack.ts';
import type { Compiled, Language, Toolchain } from './language.ts';

const MAIN = 'Elixir.Main';

/** Arguments are the sources; the modules of NAME.ex go into the folder NAME. */
const COMPILE = `
for file <- System.argv() do
  modules = Code.compile_string(File.read!(file), Path.basename(file))
  for {module, binary} <- modules do
    File.write!(Path.join(Path.rootname(Path.basename(file)), "#{module}.beam"), binary)
    :code.purge(module)
    :code.delete(module)
    :code.purge(module)
  end
end
`;

export const elixir: Language = {
  name: 'elixir',
  revision: '3',
  flavours: () => ['default'],

  async compile(programs, toolchain, _flavour, folder): Promise<Compiled> {
    for (const { name } of programs) mkdirSync(join(folder, name));
    const sources = programs.map(({ file }) => file);
    const compiler = toolchain.otp > toolchain.base.otp ? toolchain.base : toolchain;
    const paths = ['-noshell', '-pa', ...library(compiler), '-s', 'elixir', 'start_cli'];
    await toolchain.check('erl', [...paths, '-extra', '-e', COMPILE, ...sources], {
      cwd: folder,
      timeoutSeconds: 600,
    });
    return { programs: new Map(programs.map(({ name }) => [name, modules(join(folder, name))])) };
  },

  codePath: (toolchain) => [...library(toolchain)],

  start: '[{ok, _} = application:ensure_all_started(A) || A <- [elixir, logger]]',
};

function modules(folder: string): CompiledModule[] {
  const names = readdirSync(folder).map((file) => basename(file, '.beam'));
  if (!names.includes(MAIN)) throw new Error(`${basename(folder)}: no module Main`);
  const sorted = [MAIN, ...names.filter((name) => name !== MAIN).sort()];
  return sorted.map((name) => ({ name, bytes: readFileSync(join(folder, `${name}.beam`)) }));
}

const libraries = new Map<Toolchain, readonly string[]>();

/** Elixir's own ebin folders. */
function library(toolchain: Toolchain): readonly string[] {
  const known = libraries.get(toolchain);
  if (known) return known;
  const expression = 'IO.puts(["\\nlib:", :code.lib_dir(:elixir)])';
  const output = execFileSync(join(toolchain.folder, 'elixir'), ['-e', expression], {
    encoding: 'utf8',
  });
  const [, folder] = /^lib:(.*)$/m.exec(output) ?? [];
  if (folder === undefined) throw new Error(`OTP ${toolchain.otp}: where is Elixir? ${output}`);
  const found = ['elixir', 'logger', 'eex'].map((name) => join(folder, '..', name, 'ebin'));
  libraries.set(toolchain, found);
  return found;
}
