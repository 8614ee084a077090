// Standard streams of Node.
//
// Output is written by the system call itself: it is out when `write` returns, in the order of the calls, and
// nothing of Node's stream machinery is loaded at start. Where the other end is full (a pipe or a terminal in
// non-blocking mode) the rest waits here, and the system is asked again a few milliseconds later.
//
// Input is Node's own stream, made at the first read and referenced only while somebody waits.

import { fstatSync, writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import { HostError, type HostInput, type HostOutput } from '../host.ts';
import { hostError } from './errors.ts';

/** Milliseconds until a full pipe is tried again. */
const RETRY = 2;

/** Bytes that may wait before a writer should. */
const HIGH_WATER = 64 * 1024;

export class NodeOutput implements HostOutput {
  readonly #fd: number;
  #isTerminal: boolean | undefined;
  /** What the system did not take yet. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #drains: (() => void)[] = [];
  #error: HostError | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  get isTerminal(): boolean {
    this.#isTerminal ??= isTerminal(this.#fd);
    return this.#isTerminal;
  }

  get columns(): number | undefined {
    return this.#size()?.[0];
  }

  get rows(): number | undefined {
    return this.#size()?.[1];
  }

  write(bytes: Uint8Array): boolean {
    if (this.#error) throw this.#error;
    const rest = this.#waiting.length > 0 ? bytes : this.#put(bytes);
    if (this.#error) throw this.#error;
    if (rest.length > 0) {
      // the caller may reuse its buffer
      this.#waiting.push(rest.slice());
      this.#waitingBytes += rest.length;
      if (this.#waiting.length === 1) this.#retryLater();
    }
    return this.#waitingBytes < HIGH_WATER;
  }

  onDrain(done: () => void): void {
    if (this.#waiting.length === 0) setImmediate(done);
    else this.#drains.push(done);
  }

  /** Writes what the system takes now and returns the rest. */
  #put(bytes: Uint8Array): Uint8Array {
    let at = 0;
    try {
      while (at < bytes.length) at += writeSync(this.#fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return bytes.subarray(at);
      const { code, message } = hostError(error);
      // a socket as output (a parent process in Node makes one) says it differently
      this.#error = new HostError(code === 'econnreset' ? 'epipe' : code, message);
    }
    return bytes.subarray(bytes.length);
  }

  #retryLater(): void {
    setTimeout(() => this.#retry(), RETRY);
  }

  #retry(): void {
    while (this.#waiting.length > 0 && !this.#error) {
      const first = this.#waiting[0];
      const rest = this.#put(first);
      this.#waitingBytes -= first.length - rest.length;
      if (rest.length > 0) {
        this.#waiting[0] = rest;
        this.#retryLater();
        return;
      }
      this.#waiting.shift();
    }
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const done of this.#drains.splice(0)) done();
  }

  #size(): [number, number] | undefined {
    if (!this.isTerminal) return undefined;
    const stream = (this.#fd === 2 ? process.stderr : process.stdout) as Partial<WriteStream>;
    return stream.getWindowSize?.();
  }
}

/** Only a character device can be one: Node's module that knows takes milliseconds to load. */
export function isTerminal(fd: number): boolean {
  try {
    if (!fstatSync(fd).isCharacterDevice()) return false;
  } catch {
    return false; // closed
  }
  return process.getBuiltinModule('node:tty').isatty(fd);
}

/** The parts of Node's stdin that are used; a test gives another stream. */
export type InputStream = NodeJS.ReadableStream &
  Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>> & {
    ref?(): unknown;
    unref?(): unknown;

    readonly errored?: Error | null;
  };

type Done = (bytes: Uint8Array | undefined, error?: HostError) => void;

export class NodeInput implements HostInput {
  readonly #open: () => InputStream;
  readonly #fd: number | undefined;
  #stream: InputStream | undefined;
  #ended = false;
  #error: HostError | undefined;
  #reader: Done | undefined;

  /** The stream is opened at the first read. A stream without a descriptor is no terminal. */
  constructor(open: () => InputStream, fd?: number) {
    this.#open = open;
    this.#fd = fd;
  }

  get isTerminal(): boolean {
    return this.#fd !== undefined && isTerminal(this.#fd);
  }

  read(done: Done): () => void {
    if (this.#reader) throw new Error('two reads of an input at once');
    this.#reader = done;
    const stream = this.#started();
    stream.ref?.();
    // what is there already is delivered in a turn of its own, as all else
    setImmediate(() => this.#serve());
    return () => {
      if (this.#reader !== done) return;
      this.#reader = undefined;
      stream.unref?.();
    };
  }

  setRaw(raw: boolean): void {
    if (this.isTerminal) this.#started().setRawMode?.(raw);
  }

  #started(): InputStream {
    if (this.#stream) return this.#stream;
    const stream = this.#open();
    this.#stream = stream;
    stream.on('readable', () => this.#serve());
    stream.on('end', () => {
      this.#ended = true;
      this.#serve();
    });
    stream.on('error', (error) => {
      this.#error = hostError(error);
      this.#serve();
    });
    return stream;
  }

  #serve(): void {
    const reader = this.#reader;
    if (!reader || !this.#stream) return;
    const chunk = this.#error || this.#ended ? null : this.#stream.read();
    if (chunk === null && !this.#ended && !this.#error) return;
    this.#reader = undefined;
    this.#stream.unref?.();
    if (chunk !== null) reader(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    else reader(undefined, this.#error);
  }
}
