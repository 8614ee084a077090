// Compiling in Node: a worker thread that is started by the first request, loads Binaryen, and writes what it compiles to the cache on disk.
// The program's own thread loads nothing of the compiler. Code that is to be compiled before it runs comes from the same worker:
// the program's thread sleeps until it is there.
import type { MessagePort, Worker } from 'node:worker_threads';
import type { CompileRequest } from '../../jit/service.ts';
import type { CompiledUnit } from '../../jit/unit.ts';
import type { HostCompiler } from '../host.ts';
import { NodeCodeCache } from './code-cache.ts';

/** What the worker is started with. */
export interface WorkerSetup {
  /** Requests come from there and answers go there. */
  readonly port: MessagePort;
  readonly cacheFolder: string | undefined;
}

/** To the worker. */
export interface WorkerRequest {
  readonly number: number;
  /** Without one the worker writes to the cache what it has not written yet. */
  readonly request?: CompileRequest;
  /** Set to 1 when the answer is on its way, to wake who sleeps there. */
  readonly wake?: Int32Array<SharedArrayBuffer>;
}

/** What the worker answers to the request of the same number. */
export interface WorkerAnswer {
  readonly number: number;
  readonly unit?: CompiledUnit;
  readonly error?: string;
}

export interface CompilerOptions {
  /** Where compiled code is kept from one run to the next; without it none is. */
  readonly cacheFolder?: string | undefined;
}

/** How long the program's thread waits: for a unit before it gives up, and for the cache when the program ends. */
const WAIT = { UNIT_MS: 300_000, FLUSH_MS: 1000 } as const;

/** Loaded when the first request starts the worker: it takes 8 ms. */
const threads = () => process.getBuiltinModule('node:worker_threads');

let ids = 0;

/** A compiler in a thread of its own, which never keeps the program alive. */
export class NodeCompiler implements HostCompiler {
  readonly cache: NodeCodeCache | undefined;
  readonly #cacheFolder: string | undefined;
  readonly #waiting = new Map<number, (result: CompiledUnit | Error) => void>();
  #worker: Worker | undefined;
  #port: MessagePort | undefined;
  #requests = 0;
  /** Why there is no worker any more. */
  #failure: Error | undefined;

  constructor({ cacheFolder }: CompilerOptions = {}) {
    this.#cacheFolder = cacheFolder;
    this.cache = cacheFolder === undefined ? undefined : new NodeCodeCache(cacheFolder);
  }

  nextId(): number {
    return ids++;
  }

  submit(request: CompileRequest, done: (result: CompiledUnit | Error) => void): void {
    if (this.#failure !== undefined) {
      done(this.#failure);
      return;
    }
    const number = this.#requests++;
    this.#waiting.set(number, done);
    this.#send({ number, request });
  }

  now(request: CompileRequest): CompiledUnit | Error {
    if (this.#failure !== undefined) return this.#failure;
    const answer = this.#ask({ number: this.#requests++, request }, WAIT.UNIT_MS);
    if (answer !== undefined) return resultOf(answer);
    const failure = new Error('the compiler does not answer');
    this.#failed(failure);
    return failure;
  }

  after(ms: number, callback: () => void): void {
    setTimeout(() => {
      if (this.#failure === undefined) callback();
    }, ms).unref();
  }

  close(): void {
    // Where it is compiling it has written all but the last units; the program does not wait for those.
    const isIdle = this.#worker !== undefined && this.#waiting.size === 0;
    if (isIdle && this.#cacheFolder !== undefined && this.#failure === undefined)
      this.#ask({ number: this.#requests++ }, WAIT.FLUSH_MS);
    this.#waiting.clear();
    this.#failed(new Error('the compiler was closed'));
  }

  #send(message: WorkerRequest): void {
    (this.#port ?? this.#start()).postMessage(message);
  }

  /** Sends, and sleeps until the answer is there; undefined where none comes. */
  #ask(message: WorkerRequest, timeoutMs: number): WorkerAnswer | undefined {
    const wake = new Int32Array(new SharedArrayBuffer(4));
    this.#send({ ...message, wake });
    Atomics.wait(wake, 0, 0, timeoutMs);
    for (;;) {
      const received = threads().receiveMessageOnPort(this.#port as MessagePort);
      if (received === undefined) return undefined;
      const answer = received.message as WorkerAnswer;
      if (answer.number === message.number) return answer;
      // somebody else's is handed over when it is his turn
      setImmediate(() => this.#answered(answer));
    }
  }

  #start(): MessagePort {
    const { MessageChannel, Worker } = threads();
    const { port1, port2 } = new MessageChannel();
    const setup: WorkerSetup = { port: port2, cacheFolder: this.#cacheFolder };
    const worker = new Worker(workerFile(), { workerData: setup, transferList: [port2] });
    worker.on('error', (error) => this.#failed(error as Error));
    worker.unref();
    port1.on('message', (answer: WorkerAnswer) => this.#answered(answer));
    port1.unref();
    this.#worker = worker;
    this.#port = port1;
    return port1;
  }

  #answered(answer: WorkerAnswer): void {
    const done = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    done?.(resultOf(answer));
  }

  #failed(error: Error): void {
    this.#failure ??= error;
    void this.#worker?.terminate();
    this.#port?.close();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const done of waiting) done(error);
  }
}

function resultOf({ unit, error }: WorkerAnswer): CompiledUnit | Error {
  return unit ?? new Error(error);
}

/** The worker's program stands beside this one: in the bundle, or as source. */
function workerFile(): URL {
  const name = import.meta.url.endsWith('.ts') ? './compiler-worker.ts' : './compiler-worker.js';
  return new URL(name, import.meta.url);
}
