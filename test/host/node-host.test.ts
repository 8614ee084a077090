// The host on Node: each part does what src/host/host.ts says, and fails with POSIX's names.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Host, HostError } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node/host.ts';
import { NodeInput } from '../../src/host/node/stdio.ts';

let dir: string;
let host: Host;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'beamjit-host-'));
  host = createNodeHost({ env: { HOME: '/home/somebody', EMPTY: '' } });
});
afterEach(() => rmSync(dir, { recursive: true }));

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const text = (data: Uint8Array | undefined) => data && Buffer.from(data).toString();

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof HostError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('files', () => {
  const { files } = createNodeHost();

  it('are read and written at a position', () => {
    const path = join(dir, 'a');
    const file = files.open(path, { read: true, write: true, create: true });
    file.write(bytes('hello world'));
    expect(file.seek(0, 'cur')).toBe(11);
    expect(file.seek(-5, 'eof')).toBe(6);
    expect(text(file.read(3))).toBe('wor');
    expect(text(file.readAt(0, 5))).toBe('hello');
    expect(text(file.read(100))).toBe('ld');
    expect(file.read(1)).toHaveLength(0);
    file.writeAt(0, bytes('J'));
    expect(file.seek(5, 'bof')).toBe(5);
    file.truncate();
    expect(file.info()).toMatchObject({ type: 'regular', size: 5 });
    file.sync(true);
    file.sync(false);
    expect(codeOf(() => file.seek(-9, 'cur'))).toBe('einval');
    file.close();
    expect(text(files.readFile(path))).toBe('Jello');
    expect(codeOf(() => file.read(1))).toBe('ebadf');
  });

  it('are written at the end when appended to', () => {
    const path = join(dir, 'log');
    writeFileSync(path, 'one ');
    const file = files.open(path, { read: true, write: true, create: true, append: true });
    file.write(bytes('two '));
    file.seek(0, 'bof');
    file.write(bytes('three'));
    expect(file.seek(0, 'cur')).toBe(13);
    file.close();
    expect(text(files.readFile(path))).toBe('one two three');
  });

  it('larger than a buffer are read whole', () => {
    const path = join(dir, 'large');
    const content = Buffer.alloc(3_000_000, 'beam');
    writeFileSync(path, content);
    const file = files.open(path, { read: true });
    expect(Buffer.from(file.read(1e9)).equals(content)).toBe(true);
    file.close();
  });

  it('are opened as asked', () => {
    const path = join(dir, 'new');
    expect(codeOf(() => files.open(path, { read: true }))).toBe('enoent');
    expect(codeOf(() => files.open(path, {}))).toBe('einval');
    files.open(path, { write: true, create: true, exclusive: true }).close();
    const again = { write: true, create: true, exclusive: true };
    expect(codeOf(() => files.open(path, again))).toBe('eexist');
    expect(codeOf(() => files.open(path, { read: true, directory: true }))).toBe('enotdir');
    expect(codeOf(() => files.open(dir, { read: true }))).toBe('eisdir');
    files.open(dir, { read: true, directory: true }).close();
    expect(codeOf(() => files.open(join(path, 'x'), { read: true }))).toBe('enotdir');
    expect(codeOf(() => files.open('a\0b', { read: true }))).toBe('einval');
  });

  it('that are devices have no position', () => {
    const file = files.open('/dev/null', { read: true, write: true });
    file.write(bytes('gone'));
    expect(file.read(10)).toHaveLength(0);
    expect(codeOf(() => file.seek(0, 'bof'))).toBe('espipe');
    expect(file.info().type).toBe('device');
    file.close();
  });

  it('and folders are listed, renamed, linked and removed', () => {
    const [a, b, sub] = ['a', 'b', 'sub'].map((name) => join(dir, name));
    writeFileSync(a, 'A');
    files.makeDirectory(sub);
    files.makeLink(a, b);
    files.makeSymlink('nowhere', join(sub, 'link'));
    expect(files.list(dir).map(text).sort()).toEqual(['a', 'b', 'sub']);
    expect(files.info(a, true).links).toBe(2);
    expect(files.info(join(sub, 'link'), false).type).toBe('symlink');
    expect(codeOf(() => files.info(join(sub, 'link'), true))).toBe('enoent');
    expect(text(files.readLink(join(sub, 'link')))).toBe('nowhere');
    expect(codeOf(() => files.deleteDirectory(sub))).toBe('enotempty');
    files.rename(join(sub, 'link'), join(dir, 'moved'));
    files.deleteDirectory(sub);
    files.deleteFile(b);
    expect(codeOf(() => files.deleteFile(b))).toBe('enoent');
    expect(codeOf(() => files.makeDirectory(a))).toBe('eexist');
    expect(codeOf(() => files.list(a))).toBe('enotdir');
  });

  it('have times and modes', () => {
    const path = join(dir, 'timed');
    writeFileSync(path, '');
    files.setTimes(path, 1_000_000_000, 1_100_000_000);
    files.setMode(path, 0o600);
    expect(files.info(path, true)).toMatchObject({ accessed: 1e9, modified: 1.1e9 });
    expect(files.info(path, true).mode & 0o777).toBe(0o600);
    expect(files.access(path)).toEqual({ read: true, write: true });
    expect(files.access(join(dir, 'none'))).toEqual({ read: false, write: false });
  });

  it('may have names that are no text', () => {
    const name = Uint8Array.of(...bytes(dir), 0x2f, 0xff, 0xfe);
    files.open(name, { write: true, create: true }).close();
    expect(files.list(dir).map((n) => [...n])).toEqual([[0xff, 0xfe]]);
    files.deleteFile(name);
  });

  it('are relative to a working directory of their own', () => {
    mkdirSync(join(dir, 'here'));
    writeFileSync(join(dir, 'here/f'), 'found');
    const before = process.cwd();
    expect(text(host.files.workingDirectory())).toBe(before);
    host.files.setWorkingDirectory(dir);
    host.files.setWorkingDirectory('here');
    expect(text(host.files.workingDirectory())).toMatch(/here$/);
    expect(text(host.files.readFile('f'))).toBe('found');
    expect(text(host.files.readFile(bytes('../here/f')))).toBe('found');
    expect(codeOf(() => host.files.info('', true))).toBe('enoent');
    expect(codeOf(() => host.files.setWorkingDirectory('f'))).toBe('enotdir');
    expect(process.cwd()).toBe(before);
    expect(text(files.workingDirectory())).toBe(before);
  });
});

describe('the clock', () => {
  it('agrees with itself and the system', () => {
    const { clock } = host;
    const ns = clock.monotonicNanoseconds();
    expect(Math.abs(clock.milliseconds() - Number(ns) / 1e6)).toBeLessThan(50);
    expect(clock.monotonicNanoseconds()).toBeGreaterThanOrEqual(ns);
    for (let i = 0; i < 100; i++) {
      const distance = Number(clock.systemNanoseconds() / 1000n) / 1000 - Date.now();
      expect(Math.abs(distance)).toBeLessThan(50);
    }
    expect(clock.cpuMilliseconds()).toBeGreaterThan(0);
  });

  it('calls back', async () => {
    const { clock } = host;
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      const never = clock.setTimer(5, () => order.push('never'));
      clock.setTimer(10, () => {
        order.push('timer');
        resolve();
      });
      clock.defer(() => order.push('defer'));
      clock.clearTimer(never);
    });
    expect(order).toEqual(['defer', 'timer']);
  });
});

it('has an environment of its own', () => {
  const other = createNodeHost({ env: {} });
  host.env.set('BEAMJIT_TEST_VARIABLE', 'x');
  host.env.unset('HOME');
  expect([...host.env.entries()]).toEqual([
    ['EMPTY', ''],
    ['BEAMJIT_TEST_VARIABLE', 'x'],
  ]);
  expect(host.env.get('HOME')).toBeUndefined();
  expect([...other.env.entries()]).toEqual([]);
  expect(process.env.BEAMJIT_TEST_VARIABLE).toBeUndefined();
});

it('fills any number of bytes with randomness', () => {
  const data = new Uint8Array(200_000);
  host.fillRandom(data);
  expect(new Set(data).size).toBe(256);
  expect(data.subarray(-16).some((byte) => byte !== 0)).toBe(true);
});

it('knows the system', () => {
  expect(host.system).toMatchObject({ family: 'unix', pid: process.pid });
  expect(host.system.version.every(Number.isInteger)).toBe(true);
});

describe('an input', () => {
  function read(input: NodeInput): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      input.read((data, error) => (error ? reject(error) : resolve(text(data))));
    });
  }

  it('delivers what comes and then its end', async () => {
    const stream = new PassThrough();
    const input = new NodeInput(() => stream);
    const first = read(input);
    stream.write('one');
    expect(await first).toBe('one');
    stream.write('two');
    expect(await read(input)).toBe('two');
    stream.end();
    expect(await read(input)).toBeUndefined();
    expect(await read(input)).toBeUndefined();
  });

  it('keeps what a cancelled reader did not get', async () => {
    const stream = new PassThrough();
    const input = new NodeInput(() => stream);
    const cancel = input.read(() => expect.unreachable());
    stream.write('kept');
    cancel();
    expect(await read(input)).toBe('kept');
  });
});

describe('in a process of its own', () => {
  const script = (code: string) => [
    '--input-type=module',
    '-e',
    `import { createNodeHost } from '${new URL('../../src/host/node/host.ts', import.meta.url)}';
     const host = createNodeHost(); const bytes = (s) => new TextEncoder().encode(s); ${code}`,
  ];

  it('writes in order and exits with the status', () => {
    const code = `host.stdout.write(bytes('a')); host.stderr.write(bytes('b'));
      host.stdout.write(bytes('c')); host.exit(7);`;
    const result = spawnSync(process.execPath, script(code), { encoding: 'utf8' });
    expect(result).toMatchObject({ stdout: 'ac', stderr: 'b', status: 7 });
  });

  it('reads standard input and ends when nobody reads', () => {
    const code = `const next = () => host.stdin.read((data) => {
      if (data) { host.stdout.write(data); next(); } else host.stdout.write(bytes('.')); }); next();`;
    const result = spawnSync(process.execPath, script(code), {
      encoding: 'utf8',
      input: 'in\nput',
    });
    expect(result).toMatchObject({ stdout: 'in\nput.', status: 0 });
  });

  it('does not stay alive for an input that nobody waits for', async () => {
    const code = `host.stdin.read(() => {})(); host.stdout.write(bytes('done'));`;
    const child = spawn(process.execPath, script(code), { stdio: ['pipe', 'pipe', 'inherit'] });
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect(status).toBe(0);
  });

  it('waits for a slow reader, and learns when it has gone', async () => {
    const code = `try { for (let i = 0; i < 1000; i++) {
        if (!host.stdout.write(new Uint8Array(10000))) await new Promise((r) => host.stdout.onDrain(r));
      } } catch (error) { host.stderr.write(bytes(error.code)); }`;
    const child = spawn(process.execPath, script(code), { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.once('data', () => child.stdout.destroy());
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(said).toBe('epipe');
  });
});
