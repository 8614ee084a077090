/** What AtomVM's glue code takes for signs of a browser, on a page and in a worker alike. */

import { readFileSync } from 'node:fs';

export function becomeBrowser(): void {
  // The way in which Electron's pages say that they are none of Node's processes.
  Object.assign(process, { type: 'renderer' });
  Object.assign(globalThis, {
    self: globalThis,
    fetch: async (url: string | URL) =>
      new Response(readFileSync(new URL(url)), { headers: { 'content-type': 'application/wasm' } }),
  });
}
