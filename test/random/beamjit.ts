// Random programs on beamjit: many in one runtime, in one mode.

import { atom, createRuntime, type Runtime } from '../../src/index.ts';
import type { TierOptions } from '../../src/jit/tiers.ts';
import type { CompiledModule } from '../corpus/pack.ts';
import { type Mode, tierOptions } from '../tiers.ts';

/** After so many programs a runtime is given up, with all that they have loaded. */
const PROGRAMS_PER_RUNTIME = 50;

export class Programs {
  readonly #support: Uint8Array;
  readonly #mode: Mode;
  #runtime: Runtime | undefined;
  #run = 0;
  /** Pieces of compiled code that were made. */
  compiled = 0;
  /** What the compiler failed on in the program that runs: it would be interpreted, and nobody would notice. */
  #failed: Error | undefined;

  /** `support` is the compiled random_run.erl. */
  constructor(support: Uint8Array, mode: Mode) {
    this.#support = support;
    this.#mode = mode;
  }

  /** The program's answers, a line each. A runtime that breaks down is an error of this call only. */
  async answers(modules: readonly CompiledModule[]): Promise<string> {
    if (this.#run >= PROGRAMS_PER_RUNTIME) this.stop();
    this.#runtime ??= await this.#start();
    this.#run++;
    this.#failed = undefined;
    try {
      for (const { bytes } of modules) this.#runtime.load(bytes);
      const main = atom(modules[0].name);
      const answers = await this.#runtime.callAsync('random_run', 'answers', [main]);
      if (this.#failed !== undefined) throw this.#failed;
      return Buffer.from(answers as Uint8Array).toString();
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  stop(): void {
    this.#runtime?.stop();
    this.#runtime = undefined;
    this.#run = 0;
  }

  async #start(): Promise<Runtime> {
    const tiers = await tierOptions(this.#mode);
    const observed: TierOptions | undefined = tiers && {
      ...tiers,
      observer: {
        installed: () => {
          this.compiled++;
        },
        failed: (_module, _functions, error) => {
          this.#failed ??= error;
        },
      },
    };
    const runtime = createRuntime({ tiers: observed });
    runtime.load(this.#support);
    return runtime;
  }
}
