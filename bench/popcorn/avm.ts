/**
 * AtomVM's packs: modules and files one after another, the first module being the one that is started. AtomVM takes the
 * compiler's own chunks, but for literals, which it wants uncompressed.
 */

import { inflateSync } from 'node:zlib';

export interface AvmFile {
  /** `NAME.beam`, or `APPLICATION/priv/NAME`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MAGIC = '#!/usr/bin/env AtomVM\n\0\0';
const START = 1;
const BEAM = 2;

const CHUNKS = new Set(['AtU8', 'Code', 'ExpT', 'LocT', 'ImpT', 'FunT', 'StrT', 'LitT', 'Line']);

export function avmPack(files: readonly AvmFile[]): Buffer {
  const sections = files.map(({ name, bytes }, index) => {
    if (!name.endsWith('.beam')) return section(name, 0, withSize(bytes));
    return section(name, index === 0 ? BEAM | START : BEAM, withPlainLiterals(bytes));
  });
  return Buffer.concat([Buffer.from(MAGIC, 'latin1'), ...sections, section('end', 0, null)]);
}

function section(name: string, flags: number, content: Buffer | null): Buffer {
  const label = padded(Buffer.from(`${name}\0`));
  const data = padded(content ?? Buffer.alloc(0));
  const head = Buffer.alloc(12);
  if (content !== null) head.writeUInt32BE(head.length + label.length + data.length, 0);
  head.writeUInt32BE(flags, 4);
  return Buffer.concat([head, label, data]);
}

function withSize(bytes: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}

/** The module with the chunks that AtomVM reads. */
function withPlainLiterals(beam: Uint8Array): Buffer {
  const bytes = Buffer.from(beam.buffer, beam.byteOffset, beam.byteLength);
  const chunks: Buffer[] = [];
  for (let at = 12; at < bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32BE(at + 4);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (CHUNKS.has(name)) {
      chunks.push(name === 'LitT' ? chunk('LitU', plain(content)) : chunk(name, content));
    }
    at += 8 + size + (-size & 3);
  }
  const body = Buffer.concat([Buffer.from('BEAM', 'latin1'), ...chunks]);
  const head = Buffer.from('FOR1\0\0\0\0', 'latin1');
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** Since OTP 28 a literal table may be uncompressed, which a size of 0 tells. */
function plain(literals: Buffer): Buffer {
  const content = literals.subarray(4);
  return literals.readUInt32BE(0) === 0 ? content : inflateSync(content);
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32BE(content.length, 4);
  return Buffer.concat([head, padded(content)]);
}
