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
import { ByteQueue } from '../util/byte-queue.ts';
import { defineBifs } from './registry.ts';

const am = atoms('acquired', 'busy', 'not_found', 'ok');

class Buffer {
  readonly queue = new ByteQueue();
  locked = false;
}

function bufferOf(t: Term): Buffer {
  const resource = isReference(t) ? referenceResource(t) : null;
  if (!(resource instanceof Buffer)) throw badarg();
  return resource;
}

const queueOf = (t: Term): ByteQueue => bufferOf(t).queue;

/** A number of bytes that the queue has. */
function countOf(queue: ByteQueue, t: Term): number {
  if (!isSmall(t) || t < 0 || t > queue.size) throw badarg();
  return t;
}

export const primBuffer = defineBifs('prim_buffer', {
  'new/0': (p) => p.scheduler.references.make(new Buffer()),
  'size/1': (_, t) => makeInteger(queueOf(t).size),
  'peek_head/1': (_, t) => {
    const { head } = queueOf(t);
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
      queue.push(bytes);
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
    for (const chunk of queue.chunks()) {
      const at = chunk.indexOf(byte);
      if (at >= 0) return tuple(am.ok, makeInteger(before + at));
      before += chunk.length;
    }
    return am.not_found;
  },
  'try_lock/1': (_, t) => {
    const buffer = bufferOf(t);
    if (buffer.locked) return am.busy;
    buffer.locked = true;
    return am.acquired;
  },
  'unlock/1': (_, t) => {
    const buffer = bufferOf(t);
    if (!buffer.locked) throw badarg();
    buffer.locked = false;
    return am.ok;
  },
});
