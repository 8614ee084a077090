/** A web worker for AtomVM's threads, in a worker thread of Node's. host.ts starts it. */

import type { Transferable } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import { becomeBrowser } from './browser.ts';

type Handler = (event: { data: unknown }) => void;

let handler: Handler | undefined;
const early: unknown[] = [];

becomeBrowser();
Object.assign(globalThis, {
  name: workerData.name,
  WorkerGlobalScope: Object,
  postMessage: (data: unknown, transferred: Transferable[] = []) =>
    parentPort?.postMessage(data, transferred),
});
Object.defineProperty(globalThis, 'onmessage', {
  get: () => handler,
  set(found: Handler) {
    handler = found;
    for (const data of early.splice(0)) found({ data });
  },
});
parentPort?.on('message', (data) => {
  if (handler) handler({ data });
  else early.push(data);
});

await import(workerData.glue);
