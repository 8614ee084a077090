// Compiling in Node: a worker thread that loads Binaryen when the first function is hot, or Binaryen in this thread where code is to be
// compiled before it runs.
import { Worker } from 'node:worker_threads';
import { type CompileRequest, CompileService } from '../../jit/service.ts';
import type { CompiledUnit } from '../../jit/unit.ts';
import type { HostCompiler } from '../host.ts';
import { nodeCompression } from './compression.ts';

let ids = 0;

/** What the worker answers to the request of the same number. */
export interface WorkerAnswer {
  readonly request: number;
  readonly unit?: CompiledUnit;
  readonly error?: string;
}

/** Compiles in a worker, which is started by the first request and never keeps the program alive. */
export function backgroundCompiler(): HostCompiler {
  let worker: Worker | undefined;
  let requests = 0;
  const waiting = new Map<number, (result: CompiledUnit | Error) => void>();
  const start = (): Worker => {
    const started = new Worker(workerFile());
    started.unref();
    started.on('message', ({ request, unit, error }: WorkerAnswer) => {
      const done = waiting.get(request);
      waiting.delete(request);
      done?.(unit ?? new Error(error));
    });
    started.on('error', (error) => {
      for (const done of waiting.values()) done(error as Error);
      waiting.clear();
    });
    return started;
  };
  return {
    nextId: () => ids++,
    submit(request, done) {
      worker ??= start();
      const number = requests++;
      waiting.set(number, done);
      worker.postMessage({ number, request });
    },
  };
}

/** The worker's program stands beside this one: in the bundle, or as source. */
function workerFile(): URL {
  const name = import.meta.url.endsWith('.ts') ? './compiler-worker.ts' : './compiler-worker.js';
  return new URL(name, import.meta.url);
}

/** Compiles in this thread, each function before it runs. */
export async function foregroundCompiler(): Promise<HostCompiler> {
  const { default: binaryen } = await import('binaryen');
  const service = new CompileService(binaryen, nodeCompression);
  const now = (request: CompileRequest) => service.compile(request);
  return {
    nextId: () => ids++,
    now,
    submit: (request, done) => done(now(request)),
  };
}
