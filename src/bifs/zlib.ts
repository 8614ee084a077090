// zlib: compression streams behind references.
//
// As OTP's library does: input waits in a queue, and each call of `deflate_nif` or `inflate_nif` takes so much of it as the
// caller allows, or as fills the output that the caller allows; zlib.erl calls again until all is done.
//
// The last functions are those that only zlib.erl of before OTP 27 calls.
import type { ZStream } from 'pako';
import { badarg, error } from '../gc/errors.ts';
import { iolistBytes } from '../gc/iolist.ts';
import {
  atoms,
  binary,
  isPid,
  isReference,
  isSmall,
  list,
  makeInteger,
  NIL,
  referenceResource,
  type Term,
  tuple,
} from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { ByteQueue } from '../util/byte-queue.ts';
import { adler32, crc32 } from '../util/checksum.ts';
import { defineBifs } from './registry.ts';
import { type Zlib, zlibLibrary } from './zlib-library.ts';

const am = atoms(
  'already_initialized',
  'buf_error',
  'continue',
  'data_error',
  'empty',
  'error',
  'finished',
  'mem_error',
  'need_dictionary',
  'not_initialized',
  'not_on_controlling_process',
  'ok',
  'stream_error',
);

/** What zlib's functions answer. */
const STATUS = {
  OK: 0,
  STREAM_END: 1,
  NEED_DICT: 2,
  STREAM_ERROR: -2,
  DATA_ERROR: -3,
  MEM_ERROR: -4,
  BUF_ERROR: -5,
} as const;

const FLUSH = { NONE: 0, BLOCK: 5 } as const;

/** What to do with input behind the end of a compressed stream. */
const AT_END = { ERROR: 0, RESET: 1, CUT: 2 } as const;

/** Per level from 1: good length, maximal lazy length, nice length, maximal length of a chain. */
const EFFORT: readonly (readonly number[])[] = [
  [4, 4, 8, 4],
  [4, 5, 16, 8],
  [4, 6, 32, 32],
  [4, 4, 16, 16],
  [8, 16, 32, 32],
  [8, 16, 128, 128],
  [8, 32, 128, 256],
  [32, 128, 258, 1024],
  [32, 258, 258, 4096],
];
const DEFAULT_LEVEL = 6;

const NOTHING = new Uint8Array(0);

class Stream {
  state: 'none' | 'deflate' | 'inflate' | 'closed' = 'none';
  controller: Term;
  zlib: ZStream | null = null;
  readonly queue = new ByteQueue();
  isRaw = false;
  /** Whether the end of a compressed stream was seen. */
  ended = false;
  atEnd: number = AT_END.CUT;
  stash: Term | null = null;
  /** Checksum of what a raw stream has deflated or inflated. */
  crc = 0;
  /** What inflateChunk/1 gives at a time. */
  chunkSize = 4000;

  constructor(controller: Term) {
    this.controller = controller;
  }

  resetInput(): void {
    this.queue.clear();
    this.stash = null;
  }
}

function streamOf(p: Process, t: Term): Stream {
  const resource = isReference(t) ? referenceResource(t) : undefined;
  if (!(resource instanceof Stream)) throw badarg();
  if (resource.controller !== p.pid) throw error(am.not_on_controlling_process);
  return resource;
}

/** A stream that deflates or inflates, and what zlib knows of it. */
function active(p: Process, t: Term, state: 'deflate' | 'inflate'): { s: Stream; z: ZStream } {
  const s = streamOf(p, t);
  if (s.state !== state || s.zlib === null) throw error(am.not_initialized);
  return { s, z: s.zlib };
}

function number(t: Term): number {
  if (!isSmall(t)) throw badarg();
  return t;
}

function bytesArgument(t: Term): Uint8Array {
  const bytes = iolistBytes(t);
  if (bytes === undefined) throw badarg();
  return bytes;
}

/** What a status is as a result; some are raised. */
function answer(status: number): Term {
  switch (status) {
    case STATUS.STREAM_ERROR:
      throw error(am.stream_error);
    case STATUS.DATA_ERROR:
      throw error(am.data_error);
    case STATUS.MEM_ERROR:
      return am.mem_error;
    case STATUS.BUF_ERROR:
      return am.buf_error;
  }
  return am.ok;
}

function begin(p: Process, t: Term, state: 'deflate' | 'inflate', windowBits: number) {
  const s = streamOf(p, t);
  if (s.state !== 'none') throw error(am.already_initialized);
  const library = zlibLibrary();
  const z = new library.ZStream();
  const started = (status: number): Term => {
    if (status === STATUS.OK) {
      s.state = state;
      s.zlib = z;
      s.ended = false;
      s.isRaw = windowBits < 0;
      s.crc = 0;
    }
    return answer(status);
  };
  return { s, z, library, started };
}

type Codec = (z: ZStream, flush: Parameters<Zlib['zlibDeflate']>[1]) => number;

/** Takes at most `inputLimit` bytes of the queue and gives at most `outputLimit`. */
function run(s: Stream, z: ZStream, codec: Codec, limits: readonly Term[], flush: number): Term {
  const [inputLimit, outputLimit] = limits.map(number);
  const output = new Uint8Array(outputLimit);
  z.output = output;
  z.next_out = 0;
  z.avail_out = outputLimit;
  let consumed = 0;
  let status: number = STATUS.OK;
  for (const bytes of s.queue.chunks()) {
    if (status !== STATUS.OK || consumed >= inputLimit) break;
    const size = Math.min(bytes.length, inputLimit);
    z.input = bytes;
    z.next_in = 0;
    z.avail_in = size;
    status = codec(z, FLUSH.NONE);
    const taken = size - z.avail_in;
    if (s.isRaw && s.state === 'deflate') s.crc = crc32(s.crc, bytes.subarray(0, taken));
    consumed += taken;
  }
  s.queue.skip(consumed);
  if (status === STATUS.OK && s.queue.size === 0 && z.avail_out > 0) {
    z.input = NOTHING;
    z.next_in = 0;
    z.avail_in = 0;
    status = codec(z, flush as Parameters<Codec>[1]);
  }
  if (status < 0 && status !== STATUS.BUF_ERROR) return answer(status);
  if (status === STATUS.STREAM_END) s.ended = true;
  const produced = outputLimit - z.avail_out;
  if (s.isRaw && s.state === 'inflate') s.crc = crc32(s.crc, output.subarray(0, produced));
  // No progress: it would never end.
  if (consumed === 0 && produced === 0 && s.queue.size !== 0) throw error(am.data_error);
  const flushed = produced === 0 ? NIL : list([binary(output.subarray(0, produced))]);
  if (s.queue.size === 0 && produced < outputLimit) return tuple(am.finished, flushed);
  if (status !== STATUS.NEED_DICT) return tuple(am.continue, flushed);
  return tuple(am.need_dictionary, makeInteger(z.adler >>> 0), flushed);
}

/** What pako lacks of zlib: other parameters from here on. zlib.erl has flushed all input before. */
function setParameters(z: ZStream, library: Zlib, wantedLevel: number, strategy: number): number {
  const level = wantedLevel < 0 ? DEFAULT_LEVEL : wantedLevel;
  if (wantedLevel < -1 || level > 9 || strategy < 0 || strategy > 4) return STATUS.STREAM_ERROR;
  const { state } = z;
  if ((state.strategy !== strategy || state.level !== level) && state.last_flush !== -2) {
    z.output = new Uint8Array(1);
    z.next_out = 0;
    z.avail_out = 1;
    z.input = NOTHING;
    z.avail_in = 0;
    const status = library.zlibDeflate(z, FLUSH.BLOCK);
    if (status === STATUS.STREAM_ERROR || z.avail_out === 0) return STATUS.STREAM_ERROR;
  }
  if (state.level !== level) {
    // Nothing was hashed while blocks were stored.
    if (state.level === 0 && state.matches !== 0) state.head.fill(0);
    if (state.level === 0) state.matches = 0;
    state.level = level;
    const [good, lazy, nice, chain] = level === 0 ? [0, 0, 0, 0] : EFFORT[level - 1];
    state.good_match = good;
    state.max_lazy_match = lazy;
    state.nice_match = nice;
    state.max_chain_length = chain;
  }
  state.strategy = strategy;
  return STATUS.OK;
}

/** The window of what was inflated last, oldest first. */
function dictionaryOf({ state }: ZStream): Uint8Array {
  const { window, whave, wnext } = state;
  if (window === null || whave === 0) return NOTHING;
  const bytes = new Uint8Array(whave);
  bytes.set(window.subarray(wnext, whave));
  bytes.set(window.subarray(0, wnext), whave - wnext);
  return bytes;
}

export const zlib = defineBifs('zlib', {
  'open_nif/0': (p) => p.scheduler.references.make(new Stream(p.pid)),
  'close_nif/1': (p, t) => {
    const s = streamOf(p, t);
    if (s.state === 'closed') throw error(am.not_initialized);
    s.state = 'closed';
    s.zlib = null;
    s.resetInput();
    return am.ok;
  },
  'set_controller_nif/2': (p, t, pid) => {
    if (!isPid(pid)) throw badarg();
    streamOf(p, t).controller = pid;
    return am.ok;
  },

  'deflateInit_nif/6': (p, t, level, method, windowBits, memLevel, strategy) => {
    const bits = number(windowBits);
    const { z, library, started } = begin(p, t, 'deflate', bits);
    return started(
      library.zlibDeflateInit2(
        z,
        number(level),
        number(method),
        bits,
        number(memLevel),
        number(strategy) as Parameters<Zlib['zlibDeflateInit2']>[5],
        true,
      ),
    );
  },
  'deflateSetDictionary_nif/2': (p, t, dictionary) => {
    const bytes = bytesArgument(dictionary);
    const { s, z } = active(p, t, 'deflate');
    const status = zlibLibrary().zlibDeflateSetDictionary(z, bytes);
    if (status !== STATUS.OK) return answer(status);
    return makeInteger(s.isRaw ? adler32(0, bytes) : z.adler >>> 0);
  },
  'deflateReset_nif/1': (p, t) => {
    const { s, z } = active(p, t, 'deflate');
    const status = zlibLibrary().zlibDeflateReset(z);
    s.ended = false;
    s.crc = 0;
    s.resetInput();
    return answer(status);
  },
  'deflateEnd_nif/1': (p, t) => {
    const { s, z } = active(p, t, 'deflate');
    let status: number = zlibLibrary().zlibDeflateEnd(z);
    if (status === STATUS.OK && s.queue.size > 0) status = STATUS.DATA_ERROR;
    s.resetInput();
    s.state = 'none';
    return answer(status);
  },
  'deflateParams_nif/3': (p, t, level, strategy) => {
    const { z } = active(p, t, 'deflate');
    return answer(setParameters(z, zlibLibrary(), number(level), number(strategy)));
  },
  'deflate_nif/4': (p, t, inputLimit, outputLimit, flush) => {
    const { s, z } = active(p, t, 'deflate');
    return run(s, z, zlibLibrary().zlibDeflate, [inputLimit, outputLimit], number(flush));
  },

  'inflateInit_nif/3': (p, t, windowBits, atEnd) => {
    const bits = number(windowBits);
    const { s, z, library, started } = begin(p, t, 'inflate', bits);
    s.atEnd = number(atEnd);
    return started(library.zlibInflateInit2(z, bits));
  },
  'inflateSetDictionary_nif/2': (p, t, dictionary) => {
    const bytes = bytesArgument(dictionary);
    const { z } = active(p, t, 'inflate');
    return answer(zlibLibrary().zlibInflateSetDictionary(z, bytes));
  },
  'inflateGetDictionary_nif/1': (p, t) => binary(dictionaryOf(active(p, t, 'inflate').z)),
  'inflateReset_nif/1': (p, t) => {
    const { s, z } = active(p, t, 'inflate');
    const status = zlibLibrary().zlibInflateReset(z);
    s.ended = false;
    s.crc = 0;
    s.resetInput();
    return answer(status);
  },
  'inflateEnd_nif/1': (p, t) => {
    const { s, z } = active(p, t, 'inflate');
    let status: number = zlibLibrary().zlibInflateEnd(z);
    if (status === STATUS.OK && (!s.ended || s.queue.size > 0)) status = STATUS.DATA_ERROR;
    s.resetInput();
    s.state = 'none';
    return answer(status);
  },
  'inflate_nif/4': (p, t, inputLimit, outputLimit, flush) => {
    const { s, z } = active(p, t, 'inflate');
    const library = zlibLibrary();
    if (s.ended && s.queue.size > 0) {
      if (s.atEnd === AT_END.ERROR) throw error(am.data_error);
      if (s.atEnd === AT_END.CUT) s.resetInput();
      else {
        const status = library.zlibInflateReset(z);
        if (status !== STATUS.OK) return answer(status);
        s.ended = false;
      }
    }
    return run(s, z, library.zlibInflate, [inputLimit, outputLimit], number(flush));
  },

  'getStash_nif/1': (p, t) => {
    const { stash } = streamOf(p, t);
    return stash === null ? am.empty : tuple(am.ok, stash);
  },
  'setStash_nif/2': (p, t, term) => {
    const s = streamOf(p, t);
    if (s.stash !== null) throw error(am.error);
    s.stash = term;
    return am.ok;
  },
  'clearStash_nif/1': (p, t) => {
    const s = streamOf(p, t);
    if (s.stash === null) throw error(am.error);
    s.stash = null;
    return am.ok;
  },
  'enqueue_nif/2': (p, t, vector) => {
    const s = streamOf(p, t);
    if (s.state !== 'deflate' && s.state !== 'inflate') throw error(am.not_initialized);
    s.queue.push(bytesArgument(vector));
    return am.ok;
  },

  'crc32_nif/1': (p, t) => {
    const s = streamOf(p, t);
    if (s.state !== 'deflate' && s.state !== 'inflate') throw error(am.not_initialized);
    return makeInteger(s.crc);
  },
  'getBufSize_nif/1': (p, t) => makeInteger(streamOf(p, t).chunkSize),
  'setBufSize_nif/2': (p, t, size) => {
    streamOf(p, t).chunkSize = number(size);
    return am.ok;
  },
});
