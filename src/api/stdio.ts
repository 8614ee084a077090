// Standard streams as an embedding program has them at hand, as the host's streams.
//
// Output: a function, a web WritableStream, or anything with `write` as Node's streams have it. Input: text, bytes, or
// anything that can be iterated asynchronously, such as web ReadableStreams and Node's streams.

import { HostError, type HostInput, type HostOutput } from '../host/host.ts';

/** Where output goes. A function gets the bytes of each write. */
export type OutputTarget =
  | ((bytes: Uint8Array) => void)
  | WritableStream<Uint8Array>
  | { write(bytes: Uint8Array): unknown };

/** Where input comes from. */
export type InputSource =
  | string
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>
  | Iterable<Uint8Array | string>;

/** An output of the host that writes to `target`. */
export function outputTo(target: OutputTarget): HostOutput {
  if (typeof target === 'function') return new FunctionOutput((bytes) => target(bytes));
  if ('getWriter' in target) {
    const writer = target.getWriter();
    return new FunctionOutput((bytes) => writer.write(bytes));
  }
  return new FunctionOutput((bytes) => void target.write(bytes));
}

class FunctionOutput implements HostOutput {
  readonly isTerminal = false;
  readonly columns = undefined;
  readonly rows = undefined;
  readonly #put: (bytes: Uint8Array) => unknown;
  /** The writes that are not out yet, in order. */
  #last: Promise<unknown> = Promise.resolve();
  #failed = false;

  constructor(put: (bytes: Uint8Array) => unknown) {
    this.#put = put;
  }

  write(bytes: Uint8Array): boolean {
    if (this.#failed) throw new HostError('epipe');
    const result = this.#put(bytes);
    if (result instanceof Promise) {
      this.#last = result.catch(() => {
        this.#failed = true;
      });
    }
    return true;
  }

  onDrain(done: () => void): void {
    this.#last.then(done);
  }
}

/** An input of the host that reads from `source`. */
export function inputFrom(source: InputSource): HostInput {
  if (typeof source === 'string') return new ChunkInput([encoder.encode(source)]);
  if (source instanceof Uint8Array) return new ChunkInput([source]);
  // not every browser can iterate a stream
  if ('getReader' in source) return new ChunkInput(chunksOf(source));
  return new ChunkInput(source);
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

const encoder = new TextEncoder();

type Done = (bytes: Uint8Array | undefined, error?: HostError) => void;

class ChunkInput implements HostInput {
  readonly isTerminal = false;
  readonly #chunks: AsyncIterator<Uint8Array | string> | Iterator<Uint8Array | string>;
  #reader: Done | undefined;
  /** A chunk is on its way; whoever reads when it comes gets it. */
  #reading = false;
  /** Came while nobody read. */
  #kept: Uint8Array | undefined;
  #ended = false;

  constructor(source: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>) {
    this.#chunks =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  read(done: Done): () => void {
    if (this.#reader) throw new Error('two reads of an input at once');
    this.#reader = done;
    if (!this.#reading) void this.#next();
    return () => {
      if (this.#reader === done) this.#reader = undefined;
    };
  }

  setRaw(): void {}

  async #next(): Promise<void> {
    this.#reading = true;
    try {
      // in a turn of its own, as all else
      await undefined;
      while (this.#kept === undefined && !this.#ended) {
        const { done, value } = await this.#chunks.next();
        const bytes = typeof value === 'string' ? encoder.encode(value) : value;
        if (done === true) this.#ended = true;
        else if (bytes.length > 0) this.#kept = bytes;
      }
      this.#deliver();
    } catch {
      this.#ended = true;
      this.#deliver(new HostError('eio'));
    } finally {
      this.#reading = false;
    }
  }

  #deliver(error?: HostError): void {
    const reader = this.#reader;
    if (reader === undefined) return;
    const bytes = this.#kept;
    this.#reader = undefined;
    this.#kept = undefined;
    // the reader may ask for more at once
    this.#reading = false;
    reader(bytes, error);
  }
}
