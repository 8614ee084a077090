// A process that runs compiled programs one after the other, each in a runtime of its own: a process for each would load the compiler
// again and again. `batch-runner.ts` starts it and talks to it in messages.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommandLine } from '../../src/cli/options.ts';
import { describeFailure, Session } from '../../src/cli/run.ts';
import type { Host, HostInput, HostOutput } from '../../src/host/host.ts';
import { NodeCompiler } from '../../src/host/node/compiler.ts';
import { createNodeHost } from '../../src/host/node/host.ts';
import { stackBudget } from '../../src/host/node/stack.ts';
import type { TierOptions } from '../../src/jit/tiers.ts';
import type { BatchAnswer, BatchRequest } from './batch-runner.ts';

const depthLimit = stackBudget();
const compiler = new NodeCompiler();
// The program waits for it in both tiers: what is hot is compiled at once, so that a run is the same each time.
compiler.submit = (request, done) => done(compiler.now(request));

class Output implements HostOutput {
  readonly isTerminal = false;
  readonly columns = undefined;
  readonly rows = undefined;
  readonly chunks: Buffer[] = [];

  write(bytes: Uint8Array): boolean {
    this.chunks.push(Buffer.from(bytes));
    return true;
  }

  onDrain(done: () => void): void {
    setImmediate(done);
  }
}

function input(bytes: Uint8Array): HostInput {
  let left: Uint8Array | undefined = bytes.length > 0 ? bytes : undefined;
  return {
    isTerminal: false,
    read(done) {
      const immediate = setImmediate(() => {
        const chunk = left;
        left = undefined;
        done(chunk);
      });
      return () => clearImmediate(immediate);
    },
    setRaw() {},
  };
}

async function run(request: BatchRequest): Promise<BatchAnswer> {
  const { beams, args, stdin, tier, thresholds, ownOnly } = request;
  const folder = mkdtempSync(join(tmpdir(), 'beamjit-batch-'));
  const ebin = join(folder, 'ebin');
  const work = join(folder, 'work');
  mkdirSync(ebin);
  mkdirSync(work);
  process.chdir(work);
  try {
    for (const { name, bytes } of beams) writeFileSync(join(ebin, `${name}.beam`), bytes);
    const own = new Set(beams.map(({ name }) => name));
    const compiled: string[] = [];
    const failed: string[] = [];
    const refused: string[] = [];
    const tiers: TierOptions = {
      tier,
      compiler,
      depthLimit,
      ...thresholds,
      filter: ownOnly ? (module) => own.has(module) : undefined,
      observer: {
        installed: ({ decoded }, unit) => {
          for (const f of unit.functions) compiled.push(`${decoded.name}:${f.name}/${f.arity}`);
          for (const r of unit.refused) refused.push(`${decoded.name}: ${r.reason}`);
        },
        failed: ({ decoded }, _functions, error) =>
          failed.push(`${decoded.name}: ${error.stack ?? error.message}`),
      },
    };
    const main = join(ebin, `${beams[0].name}.beam`);
    const separator = args.length > 0 ? ['main/1', '--'] : [];
    const [stdout, stderr] = [new Output(), new Output()];
    const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC', HOME: work };
    const status = await new Promise<number>((resolve) => {
      const host: Host = createNodeHost({
        stdin: input(stdin),
        stdout,
        stderr,
        env,
        exit: resolve,
      });
      const session = new Session(parseCommandLine([main, ...separator, ...args]), tiers, host);
      session.start().catch((error) => {
        stderr.write(Buffer.from(`${describeFailure(error)}\n`));
        resolve(1);
      });
    });
    return {
      outcome: {
        stdout: Buffer.concat(stdout.chunks),
        stderr: Buffer.concat(stderr.chunks),
        status,
      },
      compiled,
      failed,
      refused,
    };
  } finally {
    process.chdir(tmpdir());
    rmSync(folder, { recursive: true, force: true });
  }
}

process.on('message', (request: BatchRequest) => {
  run(request).then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ error: String(error?.stack ?? error) }),
  );
});
process.send?.('ready');
