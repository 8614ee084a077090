// The thread in which hot code is compiled.
import { readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { UnitKeeper } from '../../jit/cache.ts';
import { NodeCodeCache } from './code-cache.ts';
import { compileService } from './compile-service.ts';
import type { WorkerAnswer, WorkerRequest, WorkerSetup } from './compiler.ts';

/** The program and the engine's own threads go before the compiler where they share a processor: it gets a tenth of what one of them gets. */
const NICENESS = 10;

/** How long the cache waits while there is more to compile. */
const FLUSH_MS = 250;

const { port, cacheFolder } = workerData as WorkerSetup;
const keeper =
  cacheFolder === undefined ? undefined : new UnitKeeper(new NodeCodeCache(cacheFolder));
// Whoever sleeps must be woken also where Binaryen cannot be loaded.
const service = compileService(keeper);

let flushed = performance.now();
lowerPriority();
let isFlushDue = false;

/** On Linux a thread has a priority of its own. */
function lowerPriority(): void {
  try {
    const lower = Math.min(getPriority() + NICENESS, constants.priority.PRIORITY_LOW);
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').pop()), lower);
  } catch {
    // Elsewhere it has not, and threads share as they do.
  }
}

function flush(): void {
  isFlushDue = false;
  keeper?.flush();
  flushed = performance.now();
}

port.on('message', async ({ number, request, wake }: WorkerRequest) => {
  let answer: WorkerAnswer = { number };
  try {
    if (request === undefined) flush();
    else {
      const unit = (await service).compile(request);
      // What the engine does with a module it does here, and not where the program runs.
      answer = { number, unit: { ...unit, module: new WebAssembly.Module(unit.bytes) } };
    }
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
