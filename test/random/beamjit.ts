// Random programs on beamjit: many in one runtime, in one tier.

import { atom, createRuntime, type Runtime, type RuntimeOptions } from '../../src/index.ts';
import type { CompiledModule } from '../corpus/pack.ts';

/** After so many programs a runtime is given up, with all that they have loaded. */
const PROGRAMS_PER_RUNTIME = 50;

export class Programs {
  readonly #support: Uint8Array;
  readonly #options: RuntimeOptions;
  #runtime: Runtime | undefined;
  #run = 0;

  /** `support` is the compiled random_run.erl. */
  constructor(support: Uint8Array, tier: string) {
    this.#support = support;
    this.#options = optionsOf(tier);
  }

  /** The program's answers, a line each. A runtime that breaks down is an error of this call only. */
  async answers(modules: readonly CompiledModule[]): Promise<string> {
    if (this.#run >= PROGRAMS_PER_RUNTIME) this.stop();
    this.#runtime ??= this.#start();
    this.#run++;
    try {
      for (const { bytes } of modules) this.#runtime.load(bytes);
      const main = atom(modules[0].name);
      const answers = await this.#runtime.callAsync('random_run', 'answers', [main]);
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

  #start(): Runtime {
    const runtime = createRuntime(this.#options);
    runtime.load(this.#support);
    return runtime;
  }
}

function optionsOf(tier: string): RuntimeOptions {
  if (tier !== 'interp') throw new Error(`there is no tier ${tier} yet`);
  return {};
}
