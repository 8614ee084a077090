// Random programs on beamjit in a process of its own, which is started again when it hangs or ends.

import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { CompiledModule } from '../../test/corpus/pack.ts';
import type { Reply, Request } from './worker.ts';

const TIMEOUT_MS = 60_000;

export class Beamjit {
  readonly tier: string;
  readonly #support: Uint8Array;
  #child: ChildProcess | undefined;

  constructor(support: Uint8Array, tier: string) {
    this.#support = support;
    this.tier = tier;
  }

  /** The answers, a line each, or in one line why there are none. */
  answers(modules: readonly CompiledModule[]): Promise<string> {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve) => {
      const finish = (answers: string): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(answers);
      };
      const timer = setTimeout(() => {
        this.stop();
        finish(`no answer in ${TIMEOUT_MS / 1000} s`);
      }, TIMEOUT_MS);
      child.on('message', (reply: Reply) => {
        if ('answers' in reply) return finish(reply.answers);
        // What has broken down once may not work again: Binaryen does not.
        this.stop();
        finish(reply.error);
      });
      child.on('exit', (status, signal) => {
        this.#child = undefined;
        finish(`the process ended by ${signal ?? status}`);
      });
      child.send({ modules } satisfies Request);
    });
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      serialization: 'advanced',
      execArgv: ['--stack-size=3900'],
    });
    child.send({ support: this.#support, tier: this.tier } satisfies Request);
    return child;
  }
}
