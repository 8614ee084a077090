/**
 * Runs an AtomVM pack in Node: `node host.ts FOLDER PACK`, FOLDER being the unpacked npm package.
 *
 * The package's WebAssembly build is for browsers: its glue code refuses Node and wants a page's globals and web
 * workers, one for each of its threads. This file is the page; worker.ts is a worker.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker as NodeWorker } from 'node:worker_threads';
import { becomeBrowser } from './browser.ts';

const [, , folder, pack] = process.argv;
const glue = pathToFileURL(join(folder, 'dist', 'AtomVM.mjs')).href;

class WebWorker {
  onmessage: ((event: { data: unknown }) => void) | undefined;
  readonly #worker: NodeWorker;

  constructor(_url: URL, { name }: { name: string }) {
    const script = new URL('worker.ts', import.meta.url);
    this.#worker = new NodeWorker(script, { workerData: { name, glue } });
    this.#worker.on('message', (data) => this.onmessage?.({ data }));
  }

  postMessage(data: unknown, transferred?: ArrayBuffer[]): void {
    this.#worker.postMessage(data, transferred);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}

becomeBrowser();
Object.assign(globalThis, {
  window: globalThis,
  document: { querySelector: () => null, querySelectorAll: () => [], addEventListener() {} },
  Worker: WebWorker,
});

const { default: start } = await import(glue);
await start({
  arguments: ['/main.avm'],
  preRun: [({ FS }: FileSystem) => FS.writeFile('/main.avm', readFileSync(pack))],
  print(line: string) {
    console.log(line);
    // Its runtime stays alive when the program has ended.
    if (line.startsWith('Return value:')) process.exit(0);
  },
  printErr: (line: string) => console.error(line),
  onAbort: (reason: unknown) => {
    console.error(reason);
    process.exit(1);
  },
});

interface FileSystem {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void };
}
