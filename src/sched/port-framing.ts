// How a port cuts what it reads into messages, and what it puts before what it writes: as it comes, in packets with their
// length in front, or in lines.

/** Takes bytes as they come and hands on whole pieces. */
export interface Framing {
  /** `emit` gets each piece; of a line also whether it is a whole one, or the end of one. */
  feed(bytes: Uint8Array, emit: Emit): void;
  /** The end: what is left is handed on, where it means anything. */
  finish(emit: Emit): void;
}

export type Emit = (piece: Uint8Array, ended: boolean) => void;

export class Stream implements Framing {
  feed(bytes: Uint8Array, emit: Emit): void {
    emit(bytes, false);
  }

  finish(): void {}
}

/** Packets with 1, 2 or 4 bytes of length before them, most significant first. */
export class Packets implements Framing {
  readonly #headerSize: number;
  #header: Uint8Array;
  #headerLength = 0;
  /** The packet that is being read, once its length is known. */
  #body: Uint8Array | undefined;
  #bodyLength = 0;

  constructor(headerSize: number) {
    this.#headerSize = headerSize;
    this.#header = new Uint8Array(headerSize);
  }

  feed(bytes: Uint8Array, emit: Emit): void {
    let at = 0;
    while (at < bytes.length || this.#body?.length === 0) {
      if (this.#body === undefined) {
        this.#header[this.#headerLength++] = bytes[at++];
        if (this.#headerLength < this.#headerSize) continue;
        this.#headerLength = 0;
        this.#body = new Uint8Array(this.#header.reduce((n, byte) => n * 256 + byte, 0));
        this.#bodyLength = 0;
      }
      const part = bytes.subarray(at, at + this.#body.length - this.#bodyLength);
      this.#body.set(part, this.#bodyLength);
      this.#bodyLength += part.length;
      at += part.length;
      if (this.#bodyLength < this.#body.length) return;
      const packet = this.#body;
      this.#body = undefined;
      emit(packet, false);
    }
  }

  /** Half a packet is nothing. */
  finish(): void {}
}

/** The bytes with their length in front; undefined where that has not so many bytes. */
export function packet(bytes: Uint8Array, headerSize: number): Uint8Array | undefined {
  if (headerSize === 0) return bytes;
  if (bytes.length >= 256 ** headerSize) return undefined;
  const framed = new Uint8Array(headerSize + bytes.length);
  for (let i = 0, n = bytes.length; i < headerSize; i++, n = Math.floor(n / 256))
    framed[headerSize - 1 - i] = n % 256;
  framed.set(bytes, headerSize);
  return framed;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Lines of up to `limit` bytes; longer ones come in parts. They end with a newline, and a carriage return before it is dropped. */
export class Lines implements Framing {
  readonly #limit: number;
  #line = new Uint8Array(256);
  #length = 0;
  /** A carriage return was read, and belongs to the line unless a newline follows. */
  #isReturned = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  feed(bytes: Uint8Array, emit: Emit): void {
    for (const byte of bytes) {
      if (byte === NEWLINE) {
        this.#isReturned = false;
        this.#give(emit, true);
        continue;
      }
      if (this.#isReturned) {
        this.#isReturned = false;
        this.#add(RETURN, emit);
      }
      if (byte === RETURN) this.#isReturned = true;
      else this.#add(byte, emit);
    }
  }

  finish(emit: Emit): void {
    if (this.#isReturned) this.#add(RETURN, emit);
    this.#isReturned = false;
    if (this.#length > 0) this.#give(emit, false);
  }

  /** A full line is handed on only when it is known that it goes on. */
  #add(byte: number, emit: Emit): void {
    if (this.#length === this.#limit) this.#give(emit, false);
    if (this.#length === this.#line.length) {
      const longer = new Uint8Array(this.#length * 2);
      longer.set(this.#line);
      this.#line = longer;
    }
    this.#line[this.#length++] = byte;
  }

  #give(emit: Emit, ended: boolean): void {
    emit(this.#line.slice(0, this.#length), ended);
    this.#length = 0;
  }
}
