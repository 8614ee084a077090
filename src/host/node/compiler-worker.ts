// The thread in which hot code is compiled.
import { workerData } from 'node:worker_threads';
import { UnitKeeper } from '../../jit/cache.ts';
import { NodeCodeCache } from './code-cache.ts';
import { compileService } from './compile-service.ts';
import type { WorkerAnswer, WorkerRequest, WorkerSetup } from './compiler.ts';

/** How long the cache waits while there is more to compile. */
const FLUSH_MS = 250;

const { port, cacheFolder } = workerData as WorkerSetup;
const keeper =
  cacheFolder === undefined ? undefined : new UnitKeeper(new NodeCodeCache(cacheFolder));
// Whoever sleeps must be woken also where Binaryen cannot be loaded.
const service = compileService(keeper);

let flushed = performance.now();
let isFlushDue = false;

function flush(): void {
  isFlushDue = false;
  keeper?.flush();
  flushed = performance.now();
}

port.on('message', async ({ number, request, wake }: WorkerRequest) => {
  let answer: WorkerAnswer = { number };
  try {
    if (request === undefined) flush();
    else answer = { number, unit: (await service).compile(request) };
  } catch (e) {
    answer = { number, error: e instanceof Error ? (e.stack ?? e.message) : String(e) };
  }
  port.postMessage(answer);
  if (wake !== undefined) {
    Atomics.store(wake, 0, 1);
    Atomics.notify(wake, 0);
  }
  if (keeper?.isDirty !== true) return;
  if (performance.now() - flushed > FLUSH_MS) flush();
  else if (!isFlushDue) {
    isFlushDue = true;
    setImmediate(flush);
  }
});
