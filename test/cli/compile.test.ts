// `beamjit compile`, and running what it has made.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beamjit, program, put } from './command.ts';

let dir: string;
let image: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'beamjit-compile-'));
  put(join(dir, 'ebin', 'program.beam'), program('program'));
  put(join(dir, 'ebin', 'program_other.beam'), program('program_other'));
  put(join(dir, 'ebin', 'program.app'), '{application, program, []}.');
  image = join(dir, 'program');
  const made = await beamjit(['compile', join(dir, 'ebin'), '-o', image]);
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(made.stdout).toMatch(/program: 2 modules, \d+ functions, \d+ KB; main: program\n/);
});
afterAll(() => rmSync(dir, { recursive: true }));

const run = (...args: string[]) => beamjit(['--no-cache', ...args]);

describe('a compiled program', () => {
  it.each(['interp', 'auto', 'wasm'])('runs in tier %s', async (tier) => {
    expect(await run(`--tier=${tier}`, image)).toEqual({
      status: 0,
      stdout: 'Hello, wörld!\n',
      stderr: '',
    });
  });

  it('has its modules, and the files of its applications', async () => {
    expect(await run(image, 'other/0')).toMatchObject(await run(join(dir, 'ebin'), 'other/0'));
    expect(await run(image, 'application:load/1', '--', 'program')).toMatchObject({
      stdout: 'ok\n',
    });
  });

  it('runs compiled code from its first calls on, and asks no compiler', async () => {
    const args = ['--tier=auto', '--jit=keptCalls=1', '--trace=tier', image, 'flood/1'];
    const { stderr, status } = await run(...args, '--', '20');
    expect(status).toBe(0);
    expect(stderr).toMatch(/installed .*program:flood\/1/);
    expect(stderr).not.toMatch(/requested .*program:/);
  });

  it('may be told its main module', async () => {
    const files = ['program_other', 'program'].map((name) => join(dir, 'ebin', `${name}.beam`));
    const out = join(dir, 'other');
    const compile = (main: string) => beamjit(['compile', ...files, '--main', main, '-o', out]);
    expect((await compile('program_other')).stdout).toMatch(/main: program_other\n/);
    expect(await compile('nope')).toMatchObject({
      status: 1,
      stderr: 'beamjit: --main: there is no module nope in what is to be compiled\n',
    });
  });

  it.each([
    [
      'another version',
      /^beamjit image [^-]*/,
      'beamjit image 0.0.1',
      /compiled by beamjit 0\.0\.1, this is /,
    ],
    ['another build', /^beamjit image ([^-]*)-./, 'beamjit image $1-x', /another build of beamjit/],
    ['damage', /flood/, 'blood', /is damaged: compile the program again/],
  ])('is refused: %s', async (_, pattern, replacement, message) => {
    const text = readFileSync(image, 'latin1').replace(pattern, replacement);
    const file = join(dir, 'refused');
    writeFileSync(file, text, 'latin1');
    const { status, stderr, stdout } = await run(file);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('the command line', () => {
  it.each([
    [['compile', '-o', 'x'], 'name what to compile'],
    [['compile', 'x'], 'name the file to write'],
  ])('%j is refused', async (args, message) => {
    const { status, stderr } = await beamjit(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
