// How long the code of each function is that a WebAssembly module writes into a table.

const SECTION = { ELEMENT: 9, CODE: 10 } as const;
/** Of an active segment of the first table, whose functions are listed by their numbers. */
const PLAIN_SEGMENT = 0;
const END = 0x0b;

/** Bytes of code of the functions in the module's only element segment, in its order. */
export function functionSizes(module: Uint8Array<ArrayBuffer>): number[] {
  // Functions that are imported are numbered first. Where they stand the engine knows, too, and reads them with their types.
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(module)).filter(
    ({ kind }) => kind === 'function',
  ).length;
  const functions: number[] = [];
  const sizes: number[] = [];
  const reader = new Reader(module, 8);
  while (reader.at < module.length) {
    const section = reader.byte();
    const end = reader.number() + reader.at;
    if (section === SECTION.ELEMENT) {
      const [segments, kind] = [reader.number(), reader.number()];
      if (segments !== 1 || kind !== PLAIN_SEGMENT) throw new Error('not one plain segment');
      // The offset: a global.
      while (reader.byte() !== END);
      for (let n = reader.number(); n > 0; n--) functions.push(reader.number() - imported);
    } else if (section === SECTION.CODE) {
      for (let n = reader.number(); n > 0; n--) {
        const size = reader.number();
        sizes.push(size);
        reader.at += size;
      }
    }
    reader.at = end;
  }
  return functions.map((index) => sizes[index]);
}

class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++];
  }

  /** LEB128, unsigned. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
}
