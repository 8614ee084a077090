// A process that runs compiled programs one after the other, each in a runtime of its own: a process for each would load the compiler
// again and again. `batch-runner.ts` starts it and talks to it in messages.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommandLine } from '../../src/cli/options.ts';
import { describeFailure, Session } from '../../src/cli/run.ts';
import type { Host, HostInput, HostOutput } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node/host.ts';
import type { UnitCounters } from '../../src/jit/install.ts';
import type { TierOptions } from '../../src/jit/tiers.ts';
import { tierOptions } from '../tiers.ts';
import type { BatchAnswer, BatchRequest } from './batch-runner.ts';

/** One compiler for all programs. */
let compiler: TierOptions['compiler'] | undefined;

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
  const { beams, args, stdin, mode, ownOnly } = request;
  const options = await tierOptions(mode);
  if (options === undefined) throw new Error('the interpreter compiles nothing');
  compiler ??= options.compiler;
  const folder = mkdtempSync(join(tmpdir(), 'beamjit-batch-'));
  const ebin = join(folder, 'ebin');
  const work = join(folder, 'work');
  mkdirSync(ebin);
  mkdirSync(work);
  process.chdir(work);
  try {
    for (const { name, bytes } of beams) writeFileSync(join(ebin, `${name}.beam`), bytes);
    const own = new Set(beams.map(({ name }) => name));
    const hot: string[] = [];
    const compiled: string[] = [];
    const failed: string[] = [];
    const refused: string[] = [];
    const counted: (readonly [UnitCounters, number])[] = [];
    // A program calls modules that it makes as itself, with more behind.
    const isOwn = (module: string) =>
      !ownOnly || own.has(module) || beams.some(({ name }) => module.startsWith(`${name}_`));
    const tiers: TierOptions = {
      ...options,
      compiler,
      filter: isOwn,
      observer: {
        counts: true,
        hot: (module, index) => {
          const { name } = module.decoded;
          if (isOwn(name)) hot.push(`${name}:${module.nameOf(index)}/${module.arityOf(index)}`);
        },
        installed: ([{ decoded }], unit, _milliseconds, counters) => {
          for (const f of unit.functions) {
            compiled.push(`${decoded.name}:${f.name}/${f.arity}`);
            if (counters !== undefined) counted.push([counters, f.index]);
          }
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
      hot,
      compiled,
      calls: counted.reduce((sum, [counters, index]) => sum + counters.calls(index), 0),
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
