// prim_buffer: a queue of bytes behind a reference, in which raw files keep what they have read ahead.
import { badarg } from '../gc/errors.ts';
import { iolistBytes } from '../gc/iolist.ts';
import {
  atoms,
  binary,
  isReference,
  isSmall,
  listElements,
  makeInteger,
  referenceResource,
  type Term,
  tuple,
} from '../gc/term.ts';
import { defineBifs } from './registry.ts';

const am = atoms('acquired', 'busy', 'not_found', 'ok');

class ByteQueue {
  chunks: Uint8Array[] = [];
  size = 0;
  locked = false;

  skip(n: number): void {
    this.size -= n;
    let left = n;
    while (left > 0) {
      const first = this.chunks[0];
      if (first.length > left) {
        this.chunks[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.chunks.shift();
    }
  }

  /** The first `n` bytes. */
  peek(n: number): Uint8Array {
    const bytes = new Uint8Array(n);
    let at = 0;
    for (const chunk of this.chunks) {
      if (at === n) break;
      const part = chunk.subarray(0, n - at);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

function queueOf(t: Term): ByteQueue {
  const resource = isReference(t) ? referenceResource(t) : null;
  if (!(resource instanceof ByteQueue)) throw badarg();
  return resource;
}

/** A number of bytes that the queue has. */
function countOf(queue: ByteQueue, t: Term): number {
  if (!isSmall(t) || t < 0 || t > queue.size) throw badarg();
  return t;
}

export const primBuffer = defineBifs('prim_buffer', {
  'new/0': (p) => p.scheduler.references.make(new ByteQueue()),
  'size/1': (_, t) => makeInteger(queueOf(t).size),
  'peek_head/1': (_, t) => {
    const head = queueOf(t).chunks[0];
    if (head === undefined) throw badarg();
    return binary(head);
  },
  'copying_read/2': (_, t, count) => {
    const queue = queueOf(t);
    const bytes = queue.peek(countOf(queue, count));
    queue.skip(bytes.length);
    return binary(bytes);
  },
  'write/2': (_, t, data) => {
    const queue = queueOf(t);
    for (const part of listElements(data) ?? [data]) {
      const bytes = iolistBytes(part);
      if (bytes === undefined) throw badarg();
      if (bytes.length === 0) continue;
      queue.chunks.push(bytes);
      queue.size += bytes.length;
    }
    return am.ok;
  },
  'skip/2': (_, t, count) => {
    const queue = queueOf(t);
    queue.skip(countOf(queue, count));
    return am.ok;
  },
  'find_byte_index/2': (_, t, byte) => {
    const queue = queueOf(t);
    if (!isSmall(byte) || byte < 0 || byte > 255) throw badarg();
    let before = 0;
    for (const chunk of queue.chunks) {
      const at = chunk.indexOf(byte);
      if (at >= 0) return tuple(am.ok, makeInteger(before + at));
      before += chunk.length;
    }
    return am.not_found;
  },
  'try_lock/1': (_, t) => {
    const queue = queueOf(t);
    if (queue.locked) return am.busy;
    queue.locked = true;
    return am.acquired;
  },
  'unlock/1': (_, t) => {
    const queue = queueOf(t);
    if (!queue.locked) throw badarg();
    queue.locked = false;
    return am.ok;
  },
});
