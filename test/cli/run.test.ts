// `beamjit FILE`: what runs, with which arguments, what is printed, and how it ends.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zip } from '../loader/zip-builder.ts';
import { beamjit, program, put } from './command.ts';

let dir: string;
/** program.beam in a folder of its own. */
let file: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'beamjit-cli-'));
  file = put(join(dir, 'alone/program.beam'), program('program'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const ok = (stdout: string) => ({ stdout, stderr: '', status: 0 });

describe('the function and its arguments', () => {
  it('is main/0, whose result is printed on request only', async () => {
    expect(await beamjit([file])).toEqual(ok('Hello, wörld!\n'));
    expect(await beamjit([file, '--print', 'main/0'])).toEqual(ok('Hello, wörld!\nok\n'));
  });

  it('is main/1 where there are arguments: strings', async () => {
    expect(await beamjit([file, '--', 'a', 'żó', '--flag', '1'])).toEqual(
      // printable is what Latin-1 has, as in erl without +pc unicode
      ok('["a",[380,243],"--flag","1"]\n'),
    );
    expect(await beamjit([file, 'main/1'])).toEqual(ok('[]\n'));
  });

  it("is main/1 with binaries in Elixir's modules", async () => {
    const elixir = put(join(dir, 'elixir/Elixir.Main.beam'), program('Elixir.Main'));
    expect(await beamjit([elixir, '--', 'a', '1'])).toEqual(ok('[<<"a">>,<<"1">>]\n'));
  });

  it('may be any other: terms where they are some, else binaries, and the result', async () => {
    expect(await beamjit([file, 'add/2', '--', '-3', '18446744073709551616'])).toEqual(
      ok('18446744073709551613\n'),
    );
    const identity = (text: string) => beamjit([file, 'identity/1', '--', text]);
    expect(await identity('{a, [1.5 | b], "ü", #{k => <<1>>}}')).toEqual(
      ok('{a,[1.5|b],"ü",#{k => <<1>>}}\n'),
    );
    expect(await identity('no term')).toEqual(ok('<<"no term">>\n'));
    expect(await identity('für uns')).toEqual(ok('<<"für uns"/utf8>>\n'));
    expect(await identity('')).toEqual(ok('<<>>\n'));
    expect(await beamjit([file, 'lists:sort/1', '--', '[2,1]'])).toEqual(ok('[1,2]\n'));
  });

  it('must have its arguments', async () => {
    const { stderr, status } = await beamjit([file, 'add/2', '--', '1']);
    expect(stderr).toContain('add/2 takes 2 arguments');
    expect(status).toBe(2);
  });
});

describe('modules', () => {
  it('are found in the folders that are named', async () => {
    put(join(dir, 'lib1/program_other.beam'), program('program_other'));
    const expected = ok('other\n');
    expect(await beamjit(['-pa', join(dir, 'lib1'), file, 'other/0'])).toEqual(expected);
    expect(await beamjit([file, `--dir=${join(dir, 'lib1')}`, 'other/0'])).toEqual(expected);
  });

  it('are those of the applications that ERL_LIBS names', async () => {
    put(join(dir, 'libs/other-1.0/ebin/program_other.beam'), program('program_other'));
    const env = { ERL_LIBS: join(dir, 'libs') };
    expect(await beamjit([file, 'other/0'], { env })).toEqual(ok('other\n'));
  });

  it('are found beside the file', async () => {
    put(join(dir, 'beside/program_other.beam'), program('program_other'));
    const main = put(join(dir, 'beside/program.beam'), program('program'));
    expect(await beamjit([main, 'other/0'])).toEqual(ok('other\n'));
  });

  it.each([
    ['mix', '_build/dev/lib/a/ebin', '_build/dev/lib/b/ebin'],
    ['rebar3', '_build/default/lib/a/ebin', '_build/default/lib/b/ebin'],
    ['Gleam', 'build/dev/erlang/a/ebin', 'build/dev/erlang/b/ebin'],
    ['a release', 'lib/a-1.0/ebin', 'lib/b-2.0/ebin'],
    ['above the file', 'src/deep', '_build/prod/lib/b/ebin'],
  ])('are found in the build: %s', async (name, own, other) => {
    const project = join(dir, 'projects', name);
    const main = put(join(project, own, 'program.beam'), program('program'));
    put(join(project, other, 'program_other.beam'), program('program_other'));
    expect(await beamjit([main, 'other/0'])).toEqual(ok('other\n'));
  });

  it('may be those of a folder, of a project', async () => {
    const project = join(dir, 'project');
    put(join(project, '_build/default/lib/p/ebin/script.beam'), program('script'));
    put(join(project, '_build/default/lib/p/ebin/program_other.beam'), program('program_other'));
    expect(await beamjit([project, '--', 'x'])).toEqual(ok('other ["x"]\n'));
    expect(await beamjit(['.', 'program_other:name/0'], { cwd: project })).toEqual(ok('other\n'));
    const { stderr, status } = await beamjit([dir]);
    expect(stderr).toContain('which module?');
    expect(status).toBe(2);
  });
});

describe('archives and escripts', () => {
  const archive = () =>
    zip([
      { name: 'script/ebin/script.beam', data: program('script') },
      { name: 'script/ebin/program_other.beam', data: program('program_other') },
      { name: 'script/ebin/script.app', data: new TextEncoder().encode(APP) },
      { name: 'script/priv/data', data: new Uint8Array(3), stored: true },
    ]);
  const APP = '{application, script, [{vsn, "1.2"}, {modules, [script, program_other]}]}.';

  it('run as .ez', async () => {
    const ez = put(join(dir, 'script-1.0.ez'), archive());
    expect(await beamjit([ez, '--', 'a'])).toEqual(ok('other ["a"]\n'));
    expect(await beamjit(['-pa', ez, file, 'other/0'])).toEqual(ok('other\n'));
  });

  it('are folders to the code server and to files', async () => {
    const ez = put(join(dir, 'script-1.2.ez'), archive());
    expect(await beamjit([ez, 'sees/0'])).toEqual(ok('{"1.2",["ebin","priv"]}\n'));
  });

  it('run as escripts with an archive or a module inside', async () => {
    const head = '#!/usr/bin/env escript\n%% comment\n%%! -escript main script\n';
    const script = put(join(dir, 'tool'), Buffer.concat([Buffer.from(head), archive()]));
    expect(await beamjit([script, '--', 'a'])).toEqual(ok('other ["a"]\n'));
    const single = Buffer.concat([Buffer.from('#!/usr/bin/env escript\n'), program('program')]);
    expect(await beamjit([put(join(dir, 'single'), single)])).toEqual(ok('[]\n'));
  });
});

describe('the end', () => {
  it("is an uncaught error in erl_error's words and status 1", async () => {
    const failed = (stderr: string) => ({ stdout: '', stderr, status: 1 });
    expect(await beamjit([file, 'crash/0'])).toEqual(
      failed(
        'exception error: an error occurred when evaluating an arithmetic expression\n' +
          '  in operator  +/2\n     called as 1 + a\n  in call from program:add/2 (program.erl, line 15)\n',
      ),
    );
    expect(await beamjit([file, 'thrown/0'])).toEqual(
      failed(
        'exception throw: {ball,42}\n  in function  program:thrown/0 (program.erl, line 24)\n',
      ),
    );
    expect(await beamjit([file, 'exits/0'])).toEqual(
      failed('exception exit: because\n  in function  program:exits/0 (program.erl, line 27)\n'),
    );
    expect(await beamjit([file, 'missing/0'])).toEqual(
      failed('exception error: undefined function program_missing:call/1\n'),
    );
  });

  it('is the status of halt', async () => {
    for (const [argument, status] of [
      ['0', 0],
      ['7', 7],
      ['"slogan"', 1],
    ] as const) {
      const outcome = await beamjit([file, 'stop/1', '--', argument]);
      expect(outcome).toMatchObject({ stdout: 'before\n', status });
    }
    expect((await beamjit([file, 'after_halt/0'])).status).toBe(3);
  });

  it('comes after all output, through pipes too', async () => {
    const { stdout, status } = await beamjit([file, 'flood/1', '--', '50000']);
    expect([stdout.length, status]).toEqual([50_000 * 100 + 'ok\n'.length, 0]);
  });

  it('is quiet when nobody reads the output', async () => {
    const outcome = await beamjit([file, 'loud/0'], {
      onOutput: (child) => child.stdout?.destroy(),
    });
    expect(outcome).toMatchObject({ stderr: '', status: 0 });
  });

  it('is clean when it is interrupted', async () => {
    const outcome = await beamjit([file, 'forever/0'], {
      onOutput: (child) => child.kill('SIGINT'),
    });
    expect(outcome).toEqual({ stdout: 'ready\n', stderr: '', status: 130 });
  });

  it('is said when nothing can ever run again', async () => {
    const { stderr, status } = await beamjit([file, 'deadlock/0']);
    expect(stderr).toBe(
      'beamjit: deadlock: every process waits for a message and none can come; ' +
        'the program waits in program:deadlock/0\n',
    );
    expect(status).toBe(1);
  });

  it('names what is not implemented', async () => {
    const outcome = await beamjit([file, 'erts_internal:map_hashmap_children/1', '--', 'a']);
    expect(outcome).toEqual({
      stdout: '',
      stderr: 'beamjit: erts_internal:map_hashmap_children/1 is not implemented\n',
      status: 1,
    });
  });

  it('names a damaged file, where and why', async () => {
    const cut = put(join(dir, 'cut.beam'), program('program').subarray(0, 500));
    const { stderr, status } = await beamjit([cut]);
    expect(stderr).toMatch(/^beamjit: .*cut\.beam: at byte 4: cut off.*\n$/);
    expect(status).toBe(1);
    put(join(dir, 'damaged/program_other.beam'), program('program_other').subarray(0, 100));
    const main = put(join(dir, 'damaged/program.beam'), program('program'));
    expect((await beamjit([main, 'other/0'])).stderr).toMatch(/^beamjit: .*program_other.*cut off/);
  });
});

describe('input', () => {
  it('is read to its end', async () => {
    const outcome = await beamjit([file, 'echo/0'], { stdin: 'one\nżółw\nlast' });
    expect(outcome).toEqual(ok('> one\n> żółw\n> lastdone\n'));
  });
});
