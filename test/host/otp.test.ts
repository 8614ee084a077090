// Finding an OTP: folders as version managers and Debian lay them out, and the pack's format. The installations
// here are made up; nothing needs an Erlang.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compareVersions,
  findOtp,
  OtpNotFound,
  openOtpDir,
  openOtpPack,
} from '../../src/host/node/otp.ts';
import { joinLibraries } from '../../src/host/otp-library.ts';
import { openPack } from '../../src/host/otp-pack.ts';
import { stripBeam, writePack } from '../../tools/otp/write-pack.ts';

let top: string;

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'beamjit-otp-'));
});
afterAll(() => rmSync(top, { recursive: true }));

function write(path: string, content: string | Uint8Array, mode = 0o644): string {
  const whole = join(top, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content, { mode });
  return whole;
}

/** An installation with a module in each of its applications. */
function makeOtp(dir: string, release: string, apps = ['kernel-10.2', 'stdlib-6.2']): string {
  for (const app of apps) write(`${dir}/lib/${app}/ebin/${app.split('-')[0]}.beam`, `FOR1 ${app}`);
  write(`${dir}/lib/erts-15.2/ebin/erlang.beam`, 'FOR1');
  write(`${dir}/releases/${release}/OTP_VERSION`, `${release}.1.2\n`);
  write(`${dir}/bin/erl`, `#!/bin/sh\nROOTDIR="${join(top, dir)}"\nexec erlexec\n`, 0o755);
  return join(top, dir);
}

function beam(...chunks: [id: string, content: string][]): Buffer {
  const parts = chunks.map(([id, content]) => {
    const chunk = Buffer.alloc(8 + ((content.length + 3) & ~3));
    chunk.write(`${id}\0\0\0\0${content}`, 0, 'latin1');
    chunk.writeUInt32BE(content.length, 4);
    return chunk;
  });
  const body = Buffer.concat(parts);
  const head = Buffer.from('FOR1\0\0\0\0BEAM', 'latin1');
  head.writeUInt32BE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}

const on = (...dirs: string[]) => ({ env: { PATH: dirs.join(':'), HOME: top }, packs: [] });

describe('an erl on the PATH', () => {
  it('is followed through symbolic links, as Debian and make install lay them', () => {
    const root = makeOtp('debian/lib/erlang', '27');
    mkdirSync(join(top, 'debian/bin'));
    symlinkSync('../lib/erlang/bin/erl', join(top, 'debian/bin/erl'));
    const otp = findOtp(on(join(top, 'debian/bin')));
    expect(otp).toMatchObject({ root, release: '27', version: '27.1.2' });
    expect(otp.modulePath('erlang')).toBe(join(root, 'lib/erts-15.2/ebin/erlang.beam'));
  });

  it('is found in an installation of kerl', () => {
    const root = makeOtp('kerl/27.2', '27');
    expect(findOtp(on(join(root, 'bin'))).root).toBe(root);
  });

  it('is followed through a wrapper script', () => {
    const root = makeOtp('hidden', '26');
    write('wrapped/erl', `#!/bin/sh\nexec ${join(root, 'bin/erl')} "$@"\n`, 0o755);
    expect(findOtp(on(join(top, 'wrapped'))).root).toBe(root);
  });

  it('is followed through a shim of asdf, in the version chosen', () => {
    const older = makeOtp('asdf/installs/erlang/26.2', '26');
    const newer = makeOtp('asdf/installs/erlang/27.1', '27');
    const shim = '#!/usr/bin/env bash\n# asdf-plugin: erlang 27.1\nexec asdf exec "erl" "$@"\n';
    write('asdf/shims/erl', shim, 0o755);
    const search = on(join(top, 'asdf/shims'));
    expect(findOtp(search).root).toBe(newer);
    write('.tool-versions', 'nodejs 26.0\nerlang 26.2\n');
    expect(findOtp(search).root).toBe(older);
    rmSync(join(top, '.tool-versions'));
  });

  it('is passed over when it leads nowhere or is too old', () => {
    write('broken/erl', 'not a script', 0o755);
    const old = makeOtp('old', '24');
    const root = makeOtp('good', '29');
    const found = findOtp(on('relative', join(top, 'broken'), join(old, 'bin'), join(root, 'bin')));
    expect(found.root).toBe(root);
  });
});

describe('an OTP that was named', () => {
  it('comes before the one on the PATH', () => {
    const named = makeOtp('named/lib/erlang', '28');
    const other = makeOtp('other', '27');
    const search = on(join(other, 'bin'));
    expect(findOtp({ ...search, dir: join(top, 'named') }).root).toBe(named);
    const env = { ...search.env, BEAMJIT_OTP: named };
    expect(findOtp({ ...search, env }).origin).toBe(`${named} (BEAMJIT_OTP)`);
  });

  it('must be one', () => {
    expect(() => findOtp({ ...on(), dir: join(top, 'nothing') })).toThrow(
      /^--otp: .*nothing is no/,
    );
    const old = makeOtp('named24', '24');
    expect(() => findOtp({ ...on(), dir: old })).toThrow('is OTP 24; 25 or newer is needed');
  });
});

it('says what to do when there is no OTP at all', () => {
  expect(() => findOtp(on())).toThrow(OtpNotFound);
  expect(() => findOtp(on())).toThrow(/--otp DIR or BEAMJIT_OTP, install Erlang/);
});

describe('an installation', () => {
  it('has the newest version of each application, the first ones first', () => {
    const apps = ['kernel-10.2', 'kernel-10.10', 'stdlib-6.2', 'asn1-5.3', 'compiler-8.6'];
    const root = makeOtp('many', '27', apps);
    const otp = openOtpDir(root, 'test');
    expect(otp.apps().map((app) => `${app.name} ${app.vsn}`)).toEqual([
      'erts 15.2',
      'kernel 10.10',
      'stdlib 6.2',
      'compiler 8.6',
      'asn1 5.3',
    ]);
    expect(String(otp.readModule('kernel'))).toBe(String(Buffer.from('FOR1 kernel-10.10')));
    expect(otp.modulePath('asn1')).toBe(join(root, 'lib/asn1-5.3/ebin/asn1.beam'));
    expect(otp.readModule('nothing')).toBeUndefined();
    expect(otp.listDir(join(root, 'releases'))).toEqual(['27']);
    expect(otp.readFile(join(top, 'other/bin/erl'))).toBeUndefined();
  });

  it('orders versions by their numbers', () => {
    expect(compareVersions('10.2', '10.10')).toBeLessThan(0);
    expect(compareVersions('27.0', '27')).toBe(0);
    expect(compareVersions('27.1.10', '27.1.9')).toBeGreaterThan(0);
  });
});

describe('a pack', () => {
  const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('latin1');
  const compressible = 'abc'.repeat(500);
  const module = beam(['Code', compressible], ['Dbgi', 'forms'], ['Attr', 'x']);
  const stripped = beam(['Code', compressible], ['Attr', 'x']);
  const file = (dir: string, name: string, bytes: Uint8Array) => ({ dir, name, bytes });
  const bytes = writePack({ release: '27', version: '27.3', elixir: '1.18.3' }, [
    file('lib/kernel-10.2/ebin', 'code.beam', module),
    file('lib/stdlib-6.2/ebin', 'calendar.beam', module),
    file('lib/stdlib-6.2/ebin', 'stdlib.app', Buffer.from('{application, stdlib, []}.')),
    file('elixir/lib/elixir/ebin', 'Elixir.Enumerable.beam', module),
  ]);
  const read = (offset: number, length: number) => bytes.subarray(offset, offset + length);
  const open = () => openPack({ read }, 'test');

  it('gives modules without the chunks that no program needs', () => {
    const pack = open();
    expect(pack).toMatchObject({ release: '27', version: '27.3', elixir: '1.18.3' });
    expect(text(pack.readModule('code'))).toBe(text(stripped));
    expect(text(pack.readModule('calendar'))).toBe(text(stripped));
    expect(text(pack.readModule('Elixir.Enumerable'))).toBe(text(module));
    expect(pack.readModule('constructor')).toBeUndefined();
    expect(text(stripBeam(stripped, new Set(['Dbgi'])))).toBe(text(stripped));
  });

  it('stores compressed what a start does not read', () => {
    expect(bytes.length).toBeLessThan(2 * module.length + 1000);
    expect(bytes.length).toBeGreaterThan(stripped.length + module.length);
  });

  it('has paths, folders and files below its root', () => {
    const pack = open();
    expect(pack.modulePath('calendar')).toBe('/otp/lib/stdlib-6.2/ebin/calendar.beam');
    expect(pack.listDir('/otp')).toEqual(['elixir', 'lib']);
    expect(pack.listDir('/otp/lib/')).toEqual(['kernel-10.2', 'stdlib-6.2']);
    expect(pack.listDir('/otp/elixir/lib/elixir/../elixir/ebin')).toHaveLength(1);
    expect(text(pack.readFile('/otp/lib/stdlib-6.2/ebin/stdlib.app'))).toContain('application');
    expect(pack.readFile('/otp/lib')).toBeUndefined();
    expect(pack.readFile('/otp/../etc/passwd')).toBeUndefined();
    expect(pack.listDir('/otpx')).toBeUndefined();
    expect(pack.listDir('/otp/nothing')).toBeUndefined();
    expect(pack.apps().map((app) => app.dir)).toEqual([
      '/otp/lib/kernel-10.2',
      '/otp/lib/stdlib-6.2',
      '/otp/elixir/lib/elixir',
    ]);
  });

  it('is refused when damaged', () => {
    const other = Buffer.from(bytes);
    other[7] = 99;
    const source = { read: (o: number, n: number) => other.subarray(o, o + n) };
    expect(() => openPack(source, 'x.pack')).toThrow('x.pack: not an OTP pack');
    const cut = write('cut.pack', bytes.subarray(0, -100));
    const pack = openOtpPack(cut);
    expect(() => pack.readModule('Elixir.Enumerable')).toThrow('cut.pack: the pack ends before');
  });

  it('lends its Elixir to an installation that has none', () => {
    const dir = openOtpDir(makeOtp('plain', '27'), 'test');
    const both = joinLibraries(dir, open());
    expect(both.elixir).toBe('1.18.3');
    expect(both.apps().map((app) => app.name)).toEqual(['erts', 'kernel', 'stdlib', 'elixir']);
    expect(both.modulePath('Elixir.Enumerable')).toMatch(/^\/otp\//);
    expect(both.modulePath('calendar')).toBeUndefined();
    expect(both.readModule('calendar')).toBeUndefined();
  });
});
