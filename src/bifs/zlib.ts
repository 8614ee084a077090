// zlib: compression streams behind references, by the host's one-shot functions.
//
// Input is collected until the stream can be done whole: deflating, until `finish`; inflating, until the stream's end is there.
// What that cannot do right (output before the end, dictionaries) is refused by name.
import { badarg, error, NotImplemented } from '../gc/errors.ts';
import { iolistBytes } from '../gc/iolist.ts';
import {
  atoms, binary, isPid, isReference, isSmall, list, referenceResource, type Term, tuple,
} from '../gc/term.ts';
import type { CompressionFormat, CompressionSettings } from '../host/host.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'already_initialized', 'data_error', 'empty', 'finished', 'not_initialized', 'not_on_controlling_process', 'ok',
);

/** zlib's flush modes. */
const FLUSH = { NONE: 0, FINISH: 4 } as const;

/** What to do with input behind the end of a compressed stream. */
const AT_END = { ERROR: 0, RESET: 1, CUT: 2 } as const;

/** More than a program would inflate at once. */
const MAX_OUTPUT = 0x7fffffff;

class Stream {
  state: 'none' | 'deflate' | 'inflate' = 'none';
  controller: Term;
  format: CompressionFormat = 'zlib';
  settings: CompressionSettings = { level: -1, windowBits: 15, memLevel: 8, strategy: 0 };
  input: Uint8Array[] = [];
  /** Whether the end was written or seen. */
  ended = false;
  atEnd: number = AT_END.CUT;
  stash: Term | null = null;

  constructor(controller: Term) {
    this.controller = controller;
  }

  takeInput(): Uint8Array {
    const all = joined(this.input);
    this.input = [];
    return all;
  }

  get pending(): boolean {
    return this.input.some((bytes) => bytes.length > 0);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function streamOf(p: Process, t: Term): Stream {
  const resource = isReference(t) ? referenceResource(t) : undefined;
  if (!(resource instanceof Stream)) throw badarg();
  if (resource.controller !== p.pid) throw error(am.not_on_controlling_process);
  return resource;
}

function streamIn(p: Process, t: Term, state: 'deflate' | 'inflate'): Stream {
  const stream = streamOf(p, t);
  if (stream.state !== state) throw error(am.not_initialized);
  return stream;
}

function number(t: Term): number {
  if (!isSmall(t)) throw badarg();
  return t;
}

function begin(stream: Stream, state: 'deflate' | 'inflate', windowBits: number): void {
  if (stream.state !== 'none') throw error(am.already_initialized);
  stream.state = state;
  stream.input = [];
  stream.ended = false;
  stream.format = windowBits < 0 ? 'raw' : windowBits >= 16 ? 'gzip' : 'zlib';
}

const finished = (bytes: Uint8Array): Term =>
  tuple(am.finished, bytes.length === 0 ? list([]) : list([binary(bytes)]));

const NOTHING = new Uint8Array(0);

function deflate(p: Process, stream: Stream, flush: number): Term {
  if (flush === FLUSH.NONE) return finished(NOTHING);
  if (flush !== FLUSH.FINISH) throw new NotImplemented('zlib:deflate/3 with a flush other than finish');
  if (stream.ended) return finished(NOTHING);
  stream.ended = true;
  return finished(p.runtime.host.compression.compress(stream.format, stream.takeInput(), stream.settings));
}

function inflate(p: Process, stream: Stream): Term {
  const output: Uint8Array[] = [];
  while (stream.pending) {
    if (stream.ended) {
      if (stream.atEnd === AT_END.ERROR) throw error(am.data_error);
      if (stream.atEnd === AT_END.CUT) break;
      stream.ended = false;
    }
    const input = stream.takeInput();
    const result = inflated(p, stream, input);
    if (result === undefined) {
      stream.input = [input];
      break;
    }
    stream.ended = true;
    stream.input = [input.subarray(result.used)];
    output.push(result.bytes);
  }
  if (stream.ended && stream.atEnd === AT_END.CUT) stream.input = [];
  return finished(joined(output));
}

function inflated(p: Process, stream: Stream, input: Uint8Array) {
  try {
    return p.runtime.host.compression.decompress(stream.format, input, MAX_OUTPUT);
  } catch {
    throw error(am.data_error);
  }
}

export const zlib = defineBifs('zlib', {
  'open_nif/0': (p) => p.scheduler.references.make(new Stream(p.pid)),
  'close_nif/1': (p, z) => {
    streamOf(p, z).state = 'none';
    return am.ok;
  },
  'set_controller_nif/2': (p, z, pid) => {
    if (!isPid(pid)) throw badarg();
    streamOf(p, z).controller = pid;
    return am.ok;
  },
  'deflateInit_nif/6': (p, z, level, _method, windowBits, memLevel, strategy) => {
    const stream = streamOf(p, z);
    const bits = number(windowBits);
    begin(stream, 'deflate', bits);
    const window = Math.abs(bits) & 15;
    stream.settings = {
      level: number(level),
      windowBits: window < 9 ? 9 : window,
      memLevel: number(memLevel),
      strategy: number(strategy),
    };
    return am.ok;
  },
  'deflate_nif/4': (p, z, _inputSize, _outputSize, flush) => deflate(p, streamIn(p, z, 'deflate'), number(flush)),
  'deflateReset_nif/1': (p, z) => {
    const stream = streamIn(p, z, 'deflate');
    stream.input = [];
    stream.ended = false;
    return am.ok;
  },
  'deflateEnd_nif/1': (p, z) => {
    const stream = streamIn(p, z, 'deflate');
    stream.state = 'none';
    if (!stream.ended && stream.pending) throw error(am.data_error);
    return am.ok;
  },
  'deflateParams_nif/3': () => {
    throw new NotImplemented('zlib:deflateParams/3');
  },
  'deflateSetDictionary_nif/2': () => {
    throw new NotImplemented('zlib:deflateSetDictionary/2');
  },
  'inflateInit_nif/3': (p, z, windowBits, atEnd) => {
    const stream = streamOf(p, z);
    begin(stream, 'inflate', number(windowBits));
    stream.atEnd = number(atEnd);
    return am.ok;
  },
  'inflate_nif/4': (p, z) => inflate(p, streamIn(p, z, 'inflate')),
  'inflateReset_nif/1': (p, z) => {
    const stream = streamIn(p, z, 'inflate');
    stream.input = [];
    stream.ended = false;
    return am.ok;
  },
  'inflateEnd_nif/1': (p, z) => {
    const stream = streamIn(p, z, 'inflate');
    stream.state = 'none';
    if (!stream.ended || stream.pending) throw error(am.data_error);
    return am.ok;
  },
  'inflateSetDictionary_nif/2': () => {
    throw new NotImplemented('zlib:inflateSetDictionary/2');
  },
  'inflateGetDictionary_nif/1': () => {
    throw new NotImplemented('zlib:inflateGetDictionary/1');
  },
  'getStash_nif/1': (p, z) => {
    const { stash } = streamOf(p, z);
    return stash === null ? am.empty : tuple(am.ok, stash);
  },
  'setStash_nif/2': (p, z, term) => {
    streamOf(p, z).stash = term;
    return am.ok;
  },
  'clearStash_nif/1': (p, z) => {
    streamOf(p, z).stash = null;
    return am.ok;
  },
  'enqueue_nif/2': (p, z, vector) => {
    const stream = streamOf(p, z);
    if (stream.state === 'none') throw error(am.not_initialized);
    const bytes = iolistBytes(vector);
    if (bytes === undefined) throw badarg();
    stream.input.push(bytes);
    return am.ok;
  },
});

