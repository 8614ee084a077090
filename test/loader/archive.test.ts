/** Zip archives and escripts. */

import { describe, expect, test } from 'vitest';
import { LoadError } from '../../src/loader/errors.ts';
import { parseEscript } from '../../src/loader/escript.ts';
import { ZipArchive } from '../../src/loader/zip.ts';
import { randomNumbers } from './host.ts';
import { sampleModule } from './sample.ts';
import { type ZipFile, zip } from './zip-builder.ts';

const text = (string: string) => new TextEncoder().encode(string);

const files: ZipFile[] = [
  { name: 'app/ebin/', data: text(''), stored: true },
  { name: 'app/ebin/sample.beam', data: sampleModule().build() },
  { name: 'app/priv/é.txt', data: text('stored'), stored: true },
  { name: 'app/empty', data: text('') },
];

describe('zip', () => {
  test.each([
    ['plain', zip(files)],
    ['with a comment', zip(files, 'a comment')],
    ['after something else', Uint8Array.of(...text('#!/bin/sh\n'), ...zip(files))],
  ])('%s', (_, bytes) => {
    const archive = new ZipArchive(bytes);
    expect(archive.entries.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    for (const { name, data } of files) {
      expect(new Uint8Array(archive.extract(archive.find(name)!))).toEqual(new Uint8Array(data));
    }
    expect(archive.find('nothing')).toBeUndefined();
  });

  test('defects', () => {
    const bytes = zip(files);
    expect(() => new ZipArchive(text('PK'), { file: 'a.ez' })).toThrow(
      'a.ez: zip at byte 0: not a whole zip archive',
    );
    expect(() => new ZipArchive(bytes.subarray(0, -1))).toThrow(LoadError);
    const entry = new ZipArchive(bytes).find('app/priv/é.txt')!;
    const changed = bytes.slice();
    changed[Buffer.from(bytes).indexOf('stored')] ^= 1;
    expect(() => {
      const archive = new ZipArchive(changed);
      archive.extract(archive.find(entry.name)!);
    }).toThrow(/app\/priv\/é.txt is damaged: wrong checksum/);
    const small = new ZipArchive(bytes, { budgets: { zipEntryBytes: 100 } });
    expect(() => small.extract(small.entries[1])).toThrow(/more than the 100 allowed/);
  });

  test('random damage ends in an error or in the same bytes', () => {
    const random = randomNumbers(7);
    const bytes = zip(files);
    for (let i = 0; i < 3000; i++) {
      const damaged = bytes.slice();
      for (let n = 1 + random(3); n > 0; n--) damaged[random(damaged.length)] = random(256);
      try {
        const archive = new ZipArchive(damaged);
        for (const entry of archive.entries) {
          const original = files.find(({ name }) => name === entry.name);
          const data = archive.extract(entry);
          if (original && data.length === original.data.length) {
            expect(new Uint8Array(data)).toEqual(new Uint8Array(original.data));
          }
        }
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
      }
    }
  });
});

describe('escript', () => {
  const beam = sampleModule().build();
  const join = (head: string, body: Uint8Array) => Uint8Array.of(...text(head), ...body);

  test.each([
    ['', '', undefined],
    ['#!/usr/bin/env escript\n', '', undefined],
    [
      '#! /usr/bin/env escript\n%%! -escript main demo -smp auto \n',
      '-escript main demo -smp auto',
      'demo',
    ],
    ['#!/usr/bin/env escript\n%% a comment\n%%!+S1\r\n', '+S1', undefined],
    ['#!/usr/bin/env escript\n%% -*- erlang -*-\n', '', undefined],
  ])('%j', (head, emuArgs, main) => {
    expect(parseEscript(join(head, beam))).toEqual({ kind: 'beam', emuArgs, main, body: beam });
    const archive = zip(files);
    expect(parseEscript(join(head, archive))).toMatchObject({ kind: 'archive', body: archive });
  });

  test('in source form is refused', () => {
    const source = text('#!/usr/bin/env escript\n%%! -x\nmain(_) -> ok.\n');
    expect(() => parseEscript(source, 'tool')).toThrow(
      /^tool: at byte 30: an escript in source form/,
    );
    expect(() => parseEscript(text('#!'), 'tool')).toThrow(/source form/);
    expect(() => parseEscript(text('hello\n'), 'tool')).toThrow(/neither an escript, nor/);
    expect(() => parseEscript(new Uint8Array(0), 'tool')).toThrow(LoadError);
  });
});
