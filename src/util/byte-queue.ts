// A queue of bytes in chunks as they came in: taking from its front costs what is taken, however long it is.

/** So many taken chunks may stand before the first one, unless that is most of them. */
const SLACK = 64;

export class ByteQueue {
  #chunks: Uint8Array[] = [];
  /** Index of the first chunk that is left; those before it are taken. */
  #first = 0;
  #size = 0;

  /** How many bytes there are. */
  get size(): number {
    return this.#size;
  }

  /** The first bytes, as many as lie together; undefined if there are none. */
  get head(): Uint8Array | undefined {
    return this.#chunks[this.#first];
  }

  /** Appends bytes, which must not change afterwards. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.push(bytes);
    this.#size += bytes.length;
  }

  /** Takes away the first `n` bytes, which must be there. */
  skip(n: number): void {
    this.#size -= n;
    let left = n;
    while (left > 0) {
      const chunk = this.#chunks[this.#first];
      if (chunk.length > left) {
        this.#chunks[this.#first] = chunk.subarray(left);
        break;
      }
      left -= chunk.length;
      this.#chunks[this.#first++] = NOTHING;
    }
    if (this.#first > SLACK && this.#first * 2 > this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#first);
      this.#first = 0;
    }
  }

  /** A copy of the first `n` bytes, which must be there. */
  peek(n: number): Uint8Array {
    const bytes = new Uint8Array(n);
    let at = 0;
    for (const chunk of this.chunks()) {
      if (at === n) break;
      const part = chunk.subarray(0, n - at);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  *chunks(): Generator<Uint8Array> {
    for (let i = this.#first; i < this.#chunks.length; i++) yield this.#chunks[i];
  }

  clear(): void {
    this.#chunks = [];
    this.#first = 0;
    this.#size = 0;
  }
}

const NOTHING = new Uint8Array(0);
