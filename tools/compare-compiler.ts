/*
 * Erlang's compiler on beamjit against the same compiler on the real VM: the files that they write must be equal, byte for byte.
 *
 *   node tools/compare-compiler.ts ERL SOURCES [FILE…]
 *
 * ERL is the command `erl`, SOURCES the folder of its stdlib's sources; FILE defaults to lists.erl, gen_server.erl and
 * erl_parse.yrl. beamjit (its bundle) runs with the library of that `erl`.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..');

export const COMPARED = ['lists.erl', 'gen_server.erl', 'erl_parse.yrl'];

export interface Comparison {
  /** The file that both have written. */
  readonly file: string;
  readonly equal: boolean;
  readonly bytes: number;
}

/** Compiles a file with both, in one folder, and compares what they write. */
export function compareCompilers(erl: string, sources: string, file: string): Comparison[] {
  const folder = mkdtempSync(join(tmpdir(), 'beamjit-compiler-'));
  const evaluate = (expression: string) =>
    execFileSync(erl, ['-noshell', '-eval', expression], { cwd: folder, encoding: 'utf8' });
  const otpRoot = evaluate('io:put_chars(code:root_dir()), halt().');
  const options = `[debug_info,{i,${JSON.stringify(folder)}}]`;
  const run = (module: string, application: string, argument: string, extra: string[]) => {
    const [beam] = globSync(join(otpRoot, `lib/${application}-*/ebin/${module}.beam`));
    const call = `${module}:file(${[argument, ...extra].join(', ')})`;
    return (written: string): Comparison => {
      const output = join(folder, written);
      const real = join(folder, `${written}.real`);
      evaluate(`case ${call} of {ok, _} -> halt(0); _ -> halt(1) end.`);
      renameSync(output, real);
      const ours = [join(root, 'dist/cli.js'), '--otp', otpRoot, beam, `file/${1 + extra.length}`];
      execFileSync(process.execPath, [...ours, '--', argument, ...extra], { cwd: folder });
      if (!existsSync(output)) throw new Error(`beamjit wrote no ${written}`);
      const bytes = readFileSync(output);
      return { file: written, equal: bytes.equals(readFileSync(real)), bytes: bytes.length };
    };
  };
  try {
    const [name, extension] = [basename(file).slice(0, -4), basename(file).slice(-4)];
    copyFileSync(join(sources, file), join(folder, basename(file)));
    // What the compared files include.
    for (const header of globSync(join(otpRoot, 'lib/kernel-*/include/*.hrl')))
      copyFileSync(header, join(folder, basename(header)));
    const results: Comparison[] = [];
    const argument = JSON.stringify(name);
    if (extension === '.yrl') results.push(run('yecc', 'parsetools', argument, [])(`${name}.erl`));
    results.push(run('compile', 'compiler', argument, [options])(`${name}.beam`));
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const [erl, sources, ...files] = process.argv.slice(2);
  if (sources === undefined) {
    console.error('usage: compare-compiler.ts ERL SOURCES [FILE…]');
    process.exit(2);
  }
  for (const file of files.length > 0 ? files : COMPARED) {
    for (const { file: written, equal, bytes } of compareCompilers(erl, sources, file)) {
      console.log(`${written}: ${equal ? 'equal' : 'DIFFERENT'} (${bytes} bytes)`);
      if (!equal) process.exitCode = 1;
    }
  }
}
