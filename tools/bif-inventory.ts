/*
 * Writes test/data/bifs-otp27.json, the built-in functions of a real OTP 27: every exported function for which
 * erlang:is_builtin/3 holds, over all modules of erts, kernel, stdlib and compiler, and the NIFs that a booted
 * emulator itself provides (prim_file, prim_socket, zlib, prim_tty …). With --newer and --older also
 * test/data/bifs-differences.json, what other releases have more or less.
 *
 * Usage: node tools/bif-inventory.ts --otp BIN_DIR [--older BIN_DIR] [--newer BIN_DIR]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { otp: { type: 'string' }, older: { type: 'string' }, newer: { type: 'string' } },
});
if (!values.otp) throw new Error('usage: node tools/bif-inventory.ts --otp BIN_DIR …');

const LISTER = `
-module(bif_lister).
-export([main/0]).
main() ->
    Dirs = [filename:dirname(code:which(M)) || M <- [lists, kernel, compile]],
    Files = [F || Dir <- Dirs, F <- filelib:wildcard("*.beam", Dir)],
    Modules = lists:usort([list_to_atom(filename:rootname(F)) || F <- Files]
                          ++ [M || {M, _} <- code:all_loaded()] ++ erlang:pre_loaded()),
    [code:ensure_loaded(M) || M <- Modules],
    [print(kind(M, F, A), M, F, A) || M <- Modules, {F, A} <- lists:sort(M:module_info(exports)),
                                      erlang:is_builtin(M, F, A)],
    [print(nif, M, F, A) || M <- Modules, {F, A} <- lists:sort(M:module_info(nifs))],
    halt().

print(Kind, M, F, A) -> io:format("~s ~s ~s ~b~n", [Kind, M, F, A]).

kind(erlang, F, A) ->
    case erl_internal:guard_bif(F, A) of
        true -> guard;
        false ->
            case erl_internal:arith_op(F, A) orelse erl_internal:bool_op(F, A) orelse erl_internal:comp_op(F, A)
                orelse erl_internal:list_op(F, A) orelse erl_internal:send_op(F, A) of
                true -> op;
                false -> bif
            end
    end;
kind(_, _, _) -> bif.
`;

interface Entry {
  module: string;
  name: string;
  arity: number;
  kind: string;
}

function inventory(bin: string): Entry[] {
  const work = mkdtempSync(join(tmpdir(), 'beamjit-bifs-'));
  try {
    writeFileSync(join(work, 'bif_lister.erl'), LISTER);
    execFileSync(join(bin, 'erlc'), ['-o', work, join(work, 'bif_lister.erl')]);
    const printed = execFileSync(
      join(bin, 'erl'),
      ['-noshell', '-pa', work, '-run', 'bif_lister', 'main'],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    return printed
      .split('\n')
      .map((line) => /^(bif|guard|op|nif) (\S+) (\S+) (\d+)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, kind, module, name, arity]) => ({ module, name, arity: Number(arity), kind }));
  } finally {
    rmSync(work, { recursive: true });
  }
}

const key = (entry: Entry): string => `${entry.module}:${entry.name}/${entry.arity}`;

function write(name: string, content: string): void {
  writeFileSync(join(import.meta.dirname, '../test/data', name), content);
}

const base = inventory(values.otp);
write('bifs-otp27.json', `[\n${base.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`);

const differences: Record<string, { more: string[]; less: string[] }> = {};
for (const [release, bin] of [
  ['25', values.older],
  ['29', values.newer],
] as const) {
  if (!bin) continue;
  const other = inventory(bin).map(key);
  const ours = base.map(key);
  differences[release] = {
    more: other.filter((name) => !ours.includes(name)),
    less: ours.filter((name) => !other.includes(name)),
  };
}
if (Object.keys(differences).length > 0) {
  write('bifs-differences.json', `${JSON.stringify(differences, null, 2)}\n`);
}
console.log(`${base.length} built-in functions`);
