// Random programs on beamjit: many in one runtime, in one tier.

import { atom, createRuntime, type Runtime, type RuntimeOptions } from '../../src/index.ts';
import type { CompiledModule } from '../corpus/pack.ts';

/** After so many programs a runtime is given up, with all that they have loaded. */
const PROGRAMS_PER_RUNTIME = 50;

export class Programs {
  readonly #support: Uint8Array;
  readonly #tier: string;
  #runtime: Runtime | undefined;
  #run = 0;
  /** Pieces of compiled code that were made. */
  compiled = 0;
  /** What the compiler failed on in the program that runs: it would be interpreted, and nobody would notice. */
  #failed: Error | undefined;

  /** `support` is the compiled random_run.erl. */
  constructor(support: Uint8Array, tier: string) {
    this.#support = support;
    this.#tier = tier;
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
    const runtime = createRuntime({ tiers: await this.#tiers() });
    runtime.load(this.#support);
    return runtime;
  }

  async #tiers(): Promise<RuntimeOptions['tiers']> {
    const tier = this.#tier;
    if (tier === 'interp') return undefined;
    if (tier !== 'wasm' && tier !== 'auto') throw new Error(`there is no tier ${tier}`);
    const { NodeCompiler } = await import('../../src/host/node/compiler.ts');
    return {
      tier,
      compiler: new NodeCompiler(),
      // Random programs are short: in `auto` what is called some times is hot.
      hotCalls: 10,
      observer: {
        installed: () => {
          this.compiled++;
        },
        failed: (_module, _functions, error) => {
          this.#failed ??= error;
        },
      },
    };
  }
}
