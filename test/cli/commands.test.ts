// The command line itself, and the commands that run nothing.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/errors.ts';
import { helpText, parseCommandLine } from '../../src/cli/options.ts';
import { beamjit, program, put } from './command.ts';

let dir: string;
let file: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'beamjit-cli-'));
  file = put(join(dir, 'program.beam'), program('program'));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('the command line', () => {
  it('has options anywhere before --, and arguments after it', () => {
    const line = parseCommandLine([
      ...[
        '-pa',
        'x',
        'a.beam',
        '--stats',
        "'Elixir.A':'f g'/2",
        '--dir=y',
        '--',
        '--stats',
        '--',
        'z',
      ],
    ]);
    expect(line).toMatchObject({
      command: 'run',
      file: 'a.beam',
      target: { module: 'Elixir.A', name: 'f g', arity: 2 },
      dirs: ['x', 'y'],
      stats: 'table',
      args: ['--stats', '--', 'z'],
    });
  });

  it.each([
    ['main/0', { module: undefined, name: 'main', arity: 0 }],
    ['a:b/255', { module: 'a', name: 'b', arity: 255 }],
    ['Elixir.A.B:run!/1', { module: 'Elixir.A.B', name: 'run!', arity: 1 }],
    ['m://2', { module: 'm', name: '/', arity: 2 }],
  ])('names functions: %s', (text, target) => {
    expect(parseCommandLine(['a.beam', text]).target).toEqual(target);
  });

  it.each([
    [[], 'name what to run'],
    [['--nope'], 'there is no option --nope'],
    [['-x'], 'there is no option -x'],
    [['--otp'], '--otp needs a value: DIR'],
    [['--otp', '--', 'x'], '--otp needs a value: DIR'],
    [['--print=1', 'a'], '--print takes no value'],
    [['--stats=1', 'a'], '--stats knows no "1", only json'],
    [['--dump=asm', '--tier=wasm', 'a'], '--dump knows no "asm", only listing, ir, wat'],
    [['--dump=ir', '--tier=interp', 'a'], '--dump shows compiled code'],
    [['--why=:f', 'a'], '--why: ":f" is no function'],
    [['a', 'f'], '"f" is no function'],
    [['a', 'f/256'], '"f/256" is no function'],
    [['a', 'f/1', 'x'], 'what is "x"?'],
    [['disasm'], 'name a .beam file'],
    [['disasm', 'a', 'f/1'], 'what is "f/1"?'],
    [['--tier=fast', 'a'], 'there is no tier fast'],
    [['--trace=load,all', 'a'], '--trace knows no "all"'],
    [['--trace=load:lists', 'a'], '--trace knows no "load:lists"'],
    [['--trace=call:a:b/x', 'a'], '--trace knows no "call:a:b/x"'],
  ])('is refused with status 2: %j', (argv, message) => {
    try {
      parseCommandLine(argv);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CommandError);
      expect(error).toMatchObject({ status: 2, message: expect.stringContaining(message) });
    }
  });

  it('is refused in one line', async () => {
    expect(await beamjit(['--nope'])).toEqual({
      stdout: '',
      stderr: 'beamjit: there is no option --nope (beamjit --help tells more)\n',
      status: 2,
    });
  });

  it('is explained', async () => {
    expect(await beamjit(['--help'])).toEqual({ stdout: helpText(), stderr: '', status: 0 });
    expect(
      helpText()
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([]);
  });
});

it('--version names the OTP', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { stdout, status } = await beamjit(['--version']);
  expect(stdout).toMatch(
    new RegExp(`^beamjit ${version.replaceAll('.', '\\.')} \\(OTP \\d+.*\\)\n$`),
  );
  expect(status).toBe(0);
});

it('a missing file and a missing OTP are one line each', async () => {
  expect(await beamjit(['nowhere.beam'])).toEqual({
    stdout: '',
    stderr: 'beamjit: nowhere.beam: no such file\n',
    status: 1,
  });
  const { stderr, status } = await beamjit(['--otp', dir, file]);
  expect(stderr).toMatch(/^beamjit: --otp: .* is no Erlang\/OTP: .*\n$/);
  expect(status).toBe(1);
});

it('source is told from what can be run', async () => {
  const source = put(join(dir, 'program.erl'), '-module(program).\n');
  expect((await beamjit([source])).stderr).toMatch(
    /program\.erl is source: compile it first \(erlc\)/,
  );
});

it('imports tells what is there and what is not', async () => {
  const { stdout, status } = await beamjit(['imports', file]);
  const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
  expect(lines).toContainEqual([
    'present',
    'erlang:halt/1',
    expect.stringMatching(/erts|built in/),
  ]);
  expect(lines).toContainEqual(['present', 'io:format/2', 'stdlib']);
  expect(lines).toContainEqual([
    'missing',
    'program_missing:call/1',
    'there is no module program_missing',
  ]);
  expect(stdout).toMatch(/program: \d+ functions imported, 2 missing\n$/);
  expect(status).toBe(1);
  const other = put(join(dir, 'other/program_other.beam'), program('program_other'));
  expect((await beamjit(['imports', other])).status).toBe(0);
  expect((await beamjit(['imports', '-pa', join(dir, 'other'), file])).stdout).toContain(
    '1 missing',
  );
});

it('disasm lists the code with its literals', async () => {
  const { stdout, status } = await beamjit(['disasm', file]);
  expect(stdout).toContain('{function, add, 2, ');
  expect(stdout).toContain('{literal,"Hello, ~ts!~n"}');
  expect(status).toBe(0);
});

it('--trace=call tells each call of the functions that are meant, by depth', async () => {
  const calls = async (...args: string[]) => {
    const { stderr } = await beamjit(args);
    return [...stderr.matchAll(/ call <0\.\d+\.0> (.*)/g)].map(([, call]) => call);
  };
  expect(await calls('--trace=call', file, 'crash/0')).toEqual([
    'program:crash()',
    'program:add(1, a)',
  ]);
  expect(await calls('--trace=call:program:add', file, 'add/2', '--', '1', '2')).toEqual([
    'program:add(1, 2)',
  ]);
  const all = await calls('--trace=call:lists:nth/2,call:program', file, 'flood/1', '--', '2');
  expect(all).toEqual(['program:flood(2)', 'program:flood(1)', 'program:flood(0)']);
});

it('--stats and --trace tell on standard error', async () => {
  const { stdout, stderr } = await beamjit(['--stats', '--trace=load,exit', file]);
  expect(stdout).toBe('Hello, wörld!\n');
  expect(stderr).toMatch(/ ms {2}load program \(.* ms\) .*program\.beam\n/);
  expect(stderr).toMatch(/ ms {2}load io \(/);
  expect(stderr).toMatch(/ ms {2}exit <0\.\d+\.0> normal\n/);
  expect(stderr).not.toContain('spawn <');
  expect(stderr).toMatch(/beamjit: modules loaded +\d+\n/);
});
