// How long the code of each exported function of a WebAssembly module is.

const SECTION = { EXPORT: 7, CODE: 10 } as const;

/** Bytes of code by export name. */
export function functionSizes(module: Uint8Array<ArrayBuffer>): Map<string, number> {
  // Functions that are imported are numbered first. Where they stand the engine knows, too, and reads them with their types.
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(module)).filter(
    ({ kind }) => kind === 'function',
  ).length;
  const names: [string, number][] = [];
  const sizes: number[] = [];
  const reader = new Reader(module, 8);
  while (reader.at < module.length) {
    const section = reader.byte();
    const end = reader.number() + reader.at;
    if (section === SECTION.EXPORT) {
      for (let n = reader.number(); n > 0; n--) {
        const name = reader.text();
        const isFunction = reader.byte() === 0;
        const index = reader.number();
        if (isFunction) names.push([name, index - imported]);
      }
    } else if (section === SECTION.CODE) {
      for (let n = reader.number(); n > 0; n--) {
        const size = reader.number();
        sizes.push(size);
        reader.at += size;
      }
    }
    reader.at = end;
  }
  return new Map(names.map(([name, index]) => [name, sizes[index]]));
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

  text(): string {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}
