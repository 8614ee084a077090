/** Bytes up to which a memory is kept for the next time: most work is small. */
export const KEPT_LIMIT = 1 << 23;

/** An instance of a WebAssembly module that works on its memory alone, and that memory. */
export class Workspace<E extends { memory: WebAssembly.Memory }> {
  readonly exports: E;
  #bytes: Uint8Array<ArrayBuffer>;
  #words: Int32Array<ArrayBuffer>;

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as E;
    this.#bytes = new Uint8Array(this.exports.memory.buffer);
    this.#words = new Int32Array(this.#bytes.buffer);
  }

  /** The memory as it is now: another array whenever it has grown. */
  get bytes(): Uint8Array<ArrayBuffer> {
    this.#update();
    return this.#bytes;
  }

  /** The same by words of 32 bits. */
  get words(): Int32Array<ArrayBuffer> {
    this.#update();
    return this.#words;
  }

  /** Makes sure that there are so many bytes; throws a RangeError where there cannot be. */
  grow(size: number): void {
    const missing = size - this.bytes.length;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / 65536));
  }

  /** The arrays of a memory that has grown are empty. */
  #update(): void {
    if (this.#bytes.length > 0) return;
    this.#bytes = new Uint8Array(this.exports.memory.buffer);
    this.#words = new Int32Array(this.#bytes.buffer);
  }
}
