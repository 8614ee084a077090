/*
 * Programs of the operating system, as the host starts them. What ports make of them is the corpus's to test.
 */
import { mkdtempSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HostChannel, HostPrograms, ProgramStart } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node/host.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const programs = createNodeHost().programs as HostPrograms;

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'beamjit-programs-')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Something that is written to and read from, with all that it has told. */
class Conversation {
  readonly channel: HostChannel;
  told: string[] = [];
  #news: () => void = () => {};

  constructor(open: (events: Parameters<HostPrograms['start']>[1]) => HostChannel) {
    const tell = (what: string) => {
      this.told.push(what);
      this.#news();
    };
    this.channel = open({
      data: (data) => tell(new TextDecoder().decode(data)),
      end: () => tell('end'),
      exit: (status) => tell(`exit ${status}`),
      written: () => {},
      failed: ({ code }) => tell(`failed ${code}`),
    });
  }

  /** Waits until that has been told. */
  async until(what: string): Promise<void> {
    while (!this.told.includes(what))
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
  }

  close(flush: boolean): Promise<void> {
    return new Promise((resolve) => this.channel.close(flush, resolve));
  }
}

function start(command: string, options: Partial<ProgramStart> = {}): Conversation {
  return new Conversation((events) =>
    programs.start(
      {
        command: { shell: bytes(command) },
        base: bytes(folder),
        env: [['PATH', process.env.PATH ?? '']],
        input: true,
        output: true,
        standard: true,
        errorsToOutput: false,
        ...options,
      },
      events,
    ),
  );
}

test('is written to and read from, and tells its end', async () => {
  const cat = start('cat');
  expect(cat.channel.pid).toBeGreaterThan(0);
  cat.channel.write(bytes('something'));
  await cat.until('something');
  process.kill(cat.channel.pid as number, 'SIGTERM');
  await cat.until('end');
  await cat.until('exit 143');
  await cat.close(true);
});

test('nobody is told anything after the channel is closed', async () => {
  const cat = start('cat');
  cat.channel.write(bytes('something'));
  await cat.close(false);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(cat.told).toEqual([]);
});

test('both outputs come in order', async () => {
  const both = start("sh -c 'echo 1; echo 2 >&2; echo 3'", { errorsToOutput: true });
  await both.until('exit 0');
  await both.until('end');
  expect(both.told.filter((told) => /^\d/.test(told)).join('')).toBe('1\n2\n3\n');
});

test('what fails in its own process is an exit status', async () => {
  const unknown = start('no_such_program 2>/dev/null');
  await unknown.until('exit 127');
  const noProgram = start('', { command: { file: bytes('/'), args: [] } });
  await noProgram.until('exit 13');
});

test('what is known before is an error', () => {
  const fails = (file: string | Uint8Array) => () =>
    start('', { command: { file: typeof file === 'string' ? bytes(file) : file, args: [] } });
  writeFileSync(join(folder, 'plain'), 'no program');
  expect(fails('no_such_file')).toThrow(expect.objectContaining({ code: 'enoent' }));
  expect(fails('')).toThrow(expect.objectContaining({ code: 'enoent' }));
  expect(fails('plain')).toThrow(expect.objectContaining({ code: 'eacces' }));
  expect(fails('plain/x')).toThrow(expect.objectContaining({ code: 'enotdir' }));
  expect(fails(Uint8Array.of(0x2f, 0xff))).toThrow(expect.objectContaining({ code: 'enotsup' }));
});

test('all is written before it counts as drained', async () => {
  const reader = start("sh -c 'read line; cat >/dev/null; echo done'");
  reader.channel.write(new Uint8Array(1_000_000));
  expect(reader.channel.waiting).toBeGreaterThan(0);
  reader.channel.write(bytes('\n'));
  await new Promise<void>((resolve) => programs.onDrain(resolve));
  expect(reader.channel.waiting).toBe(0);
  await reader.close(true);
});

test('descriptors are read and written', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'content');
  const input = new Conversation((events) =>
    programs.openDescriptors(openSync(file, 'r'), undefined, events),
  );
  await input.until('end');
  expect(input.told).toEqual(['content', 'end']);
  const output = new Conversation((events) =>
    programs.openDescriptors(undefined, openSync(file, 'w'), events),
  );
  output.channel.write(bytes('something else'));
  await output.close(true);
  expect(readFileSync(file, 'utf8')).toBe('something else');
});
