// Drops from a .beam file the chunks that no run needs (debug information, documentation, compile
// options), keeping line numbers and types. Unlike beam_lib:strip_release/1 it keeps `Line`.

const DROPPED = new Set(['Dbgi', 'Abst', 'Docs', 'ExCk', 'CInf', 'Meta']);

/** The same module without the chunks above. */
export function strip(beam: Uint8Array): Uint8Array {
  const bytes = Buffer.from(beam.buffer, beam.byteOffset, beam.byteLength);
  if (bytes.toString('latin1', 0, 4) !== 'FOR1') throw new Error('not an uncompressed .beam file');
  const kept: Buffer[] = [];
  for (let at = 12; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at + 4);
    const end = at + 8 + Math.ceil(size / 4) * 4;
    if (!DROPPED.has(bytes.toString('latin1', at, at + 4))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const chunks = Buffer.concat(kept);
  const header = Buffer.from('FOR1\0\0\0\0BEAM', 'latin1');
  header.writeUInt32BE(chunks.length + 4, 4);
  return Buffer.concat([header, chunks]);
}
