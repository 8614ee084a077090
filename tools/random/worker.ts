// The process in which random programs run on beamjit for tools/random/beamjit.ts: what hangs or breaks is only this process.

import type { CompiledModule } from '../../test/corpus/pack.ts';
import { Programs } from '../../test/random/beamjit.ts';
import { modeOf } from '../../test/tiers.ts';

/** First the support module and the mode; then a program at a time. */
export type Request =
  | { readonly support: Uint8Array; readonly tier: string }
  | { readonly modules: readonly CompiledModule[] };

export type Reply = { readonly answers: string } | { readonly error: string };

let programs: Programs | undefined;

process.on('message', async (request: Request) => {
  if ('support' in request) {
    programs = new Programs(request.support, modeOf(request.tier));
    return;
  }
  try {
    send({ answers: await programs!.answers(request.modules) });
  } catch (error) {
    send({ error: String(error instanceof Error ? error.stack : error) });
  }
});

function send(reply: Reply): void {
  process.send!(reply);
}
