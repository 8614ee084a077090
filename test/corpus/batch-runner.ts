// Runs compiled programs in a few processes that stay (batch.ts), for tiers in which starting a process is dear.

import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Mode } from '../tiers.ts';
import type { Outcome } from './answers.ts';
import type { CompiledModule } from './pack.ts';

export interface BatchRequest {
  /** The first one has the main function. */
  readonly beams: readonly CompiledModule[];
  readonly stdin: Uint8Array;
  readonly args: readonly string[];
  readonly mode: Mode;
  /** Only the program's own modules are compiled. */
  readonly ownOnly: boolean;
}

export interface BatchAnswer {
  readonly outcome: Outcome;
  /** Functions that were called often. */
  readonly hot: readonly string[];
  /** Functions that compiled code was installed for. */
  readonly compiled: readonly string[];
  /** Calls of compiled functions. */
  readonly calls: number;
  /** What the compiler failed on. */
  readonly failed: readonly string[];
  /** Functions that it left to the interpreter, and why. */
  readonly refused: readonly string[];
}

const TIMEOUT_MS = 60_000;
/** A process that has run so many programs is replaced: compiled code stays in its table. */
const PROGRAMS_PER_PROCESS = 60;

interface Worker {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  programs: number;
}

export class BatchRunner {
  private readonly idle: Worker[] = [];

  async run(request: BatchRequest): Promise<BatchAnswer> {
    const worker = this.idle.pop() ?? startWorker();
    await worker.ready;
    worker.programs++;
    const { child } = worker;
    const answer = await new Promise<BatchAnswer>((resolve, reject) => {
      const end = (finish: () => void) => {
        clearTimeout(timer);
        child.removeAllListeners('message');
        child.removeAllListeners('exit');
        finish();
      };
      const timer = setTimeout(() => {
        end(() => reject(new Error(`ended after ${TIMEOUT_MS} ms`)));
        child.kill('SIGKILL');
      }, TIMEOUT_MS);
      child.once('message', (m: BatchAnswer | { error: string }) =>
        end(() => ('error' in m ? reject(new Error(m.error)) : resolve(m))),
      );
      child.once('exit', (status, signal) =>
        end(() => reject(new Error(`the process ended: ${status ?? signal}`))),
      );
      child.send(request);
    });
    if (worker.programs < PROGRAMS_PER_PROCESS) this.idle.push(worker);
    else child.kill();
    return answer;
  }

  close(): void {
    for (const { child } of this.idle.splice(0)) child.kill();
  }
}

function startWorker(): Worker {
  const child = fork(join(import.meta.dirname, 'batch.ts'), {
    serialization: 'advanced',
    execArgv: ['--stack-size=3900'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error('the process did not start')));
  });
  ready.finally(() => child.removeAllListeners('exit')).catch(() => {});
  return { child, ready, programs: 0 };
}
