// A .beam file that compresses well with thousands of others: without what no run needs, its literals not compressed by
// themselves.

import { inflateSync } from 'node:zlib';
import { strip } from '../corpus/strip.ts';

/** The same module in fewer bytes once it is packed. */
export function compact(beam: Uint8Array): Uint8Array {
  const bytes = Buffer.from(strip(beam));
  const chunks: Buffer[] = [];
  for (let at = 12; at < bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32BE(at + 4);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (name === 'LitT') chunks.push(chunk(name, inflated(content)));
    else if (name !== 'LocT') chunks.push(chunk(name, content));
    at += 8 + Math.ceil(size / 4) * 4;
  }
  const all = Buffer.concat([Buffer.from('BEAM', 'latin1'), ...chunks]);
  return Buffer.concat([Buffer.from('FOR1', 'latin1'), u32(all.length), all]);
}

/** OTP 28's format, which says by a size of 0 that nothing is compressed. */
function inflated(literals: Buffer): Buffer {
  if (literals.readUInt32BE(0) === 0) return literals;
  return Buffer.concat([u32(0), inflateSync(literals.subarray(4))]);
}

function chunk(name: string, content: Buffer): Buffer {
  const padding = Buffer.alloc(-content.length & 3);
  return Buffer.concat([Buffer.from(name, 'latin1'), u32(content.length), content, padding]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
