// Compiles the corpus's Erlang programs: all of them in one run of the compiler per flavour.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from '../../test/corpus/programs.ts';
import type { Compiled, Language, Toolchain } from './language.ts';

/** Compiler options of each flavour: other bytecode for the same source, hence the same answers. */
const FLAVOURS: Record<string, string> = {
  default: '[]',
  no_ssa_opt: '[no_ssa_opt]',
  no_type_opt: '[no_type_opt]',
  inline: '[inline]',
  no_line_info: '[no_line_info]',
  // Every optimisation that can be switched off is off.
  unoptimised:
    '[no_copt, no_bool_opt, no_share_opt, no_recv_opt, no_bsm_opt, no_ssa_opt, no_throw_opt, no_postopt]',
};

/** The option for the oldest release whose instructions a compiler can still emit. */
const OLDEST: Record<number, string> = { 25: '[r24]', 27: '[r24]', 29: '[r26]' };

function options(toolchain: Toolchain, flavour: string): string {
  return flavour === 'oldest' ? OLDEST[toolchain.otp] : FLAVOURS[flavour];
}

export const erlang: Language = {
  name: 'erlang',
  revision: JSON.stringify([FLAVOURS, OLDEST]),
  flavours: () => [...Object.keys(FLAVOURS), 'oldest'],

  async compile(programs, toolchain, flavour, folder): Promise<Compiled> {
    // `deterministic` keeps our folders out of the files: line information then has bare names.
    const compilation =
      'Failed = [File || File <- init:get_plain_arguments(),' +
      ' compile:file(File, [deterministic, report_errors | Options]) =:= error],' +
      ' halt(length(Failed)).';
    await toolchain.check(
      'erl',
      [
        '-noshell',
        '-eval',
        `Options = ${options(toolchain, flavour)}, ${compilation}`,
        '-extra',
        ...programs.map(({ file }) => file),
      ],
      { cwd: folder, timeoutSeconds: 600 },
    );
    return {
      programs: new Map(programs.map((program) => [program.name, modules(program, folder)])),
    };
  },
};

function modules({ name }: Program, folder: string) {
  const files = readdirSync(folder).filter((file) => file === `${name}.beam`);
  return files.map((file) => ({ name, bytes: readFileSync(join(folder, file)) }));
}
