/**
 * Records test/data/isa/opcodes.json: what the compilers of OTP releases say about the generic
 * opcodes.
 *
 *     node tools/record-opcodes.ts ERL…       one `erl` command for each release
 */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAM = `
  Emitted = fun(Name, Arity) ->
    try beam_opcodes:opcode(Name, Arity) of _ -> true catch error:_ -> false end
  end,
  Rows = fun Rows(Op) ->
    try beam_opcodes:opname(Op) of
      {Name, Arity} -> [io_lib:format("[~b, \\"~s\\", ~b, ~p]",
                                      [Op, atom_to_list(Name), Arity, Emitted(Name, Arity)])
                        | Rows(Op + 1)]
    catch _:_ -> [] end
  end,
  io:format("~s~n~s~n", [erlang:system_info(otp_release), lists:join("\\n", Rows(1))]),
  halt().`;

const releases = process.argv.slice(2).map((erl) => {
  const out = execFileSync(erl, ['-noshell', '-eval', PROGRAM], { encoding: 'utf8' });
  const lines = out.split('\n').filter((line) => /^(\d+$|\[\d)/.test(line));
  const rows = lines.slice(1).map((row) => `    ${row}`);
  return `  "${lines[0]}": [\n${rows.join(',\n')}\n  ]`;
});
const about =
  'Per OTP release: number, name and arity of each generic opcode, and whether its compiler can emit it. ' +
  'Made by tools/record-opcodes.ts.';
const target = join(import.meta.dirname, '..', 'test', 'data', 'isa', 'opcodes.json');
writeFileSync(target, `{\n  "about": "${about}",\n${releases.join(',\n')}\n}\n`);
