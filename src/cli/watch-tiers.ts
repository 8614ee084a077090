// What `--trace=tier` and `--dump` show while a program runs, and what `--stats` and `--why` need: an observer of the tiers.

import type { LoadedModule } from '../code/module.ts';
import type { UnitCounters } from '../jit/install.ts';
import { Profile } from '../jit/profile.ts';
import type { TierObserver } from '../jit/tiers.ts';
import type { CompiledUnit } from '../jit/unit.ts';
import { disassembleFunction } from '../loader/disasm.ts';
import { printLiteral } from './disasm.ts';
import type { DumpRequest } from './options.ts';
import { isMeant } from './patterns.ts';

interface Watch {
  /** A line of `--trace=tier`. */
  readonly trace: (text: string) => void;
  readonly dump: DumpRequest | undefined;
  readonly tell: (text: string) => void;
  /** Whether compiled code is to count. */
  readonly counts: boolean;
}

export class TierWatcher implements TierObserver {
  readonly profile = new Profile();
  readonly #watch: Watch;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  get counts(): boolean {
    return this.#watch.counts;
  }

  dumps(module: LoadedModule, functions: readonly number[]): boolean {
    return functions.some((index) => this.#isDumped(module, index));
  }

  #isDumped(module: LoadedModule, index: number): boolean {
    const { dump } = this.#watch;
    if (dump === undefined) return false;
    const { functions } = dump;
    if (functions.length === 0) return true;
    return isMeant(functions, module.decoded.name, module.nameOf(index), module.arityOf(index));
  }

  hot(module: LoadedModule, index: number): void {
    this.#watch.trace(`hot ${nameOf(module, index)}`);
  }

  requested(module: LoadedModule, functions: readonly number[]): void {
    this.profile.requested(module, functions);
    this.#watch.trace(`requested ${names(module, functions)}`);
  }

  outdated(module: LoadedModule, functions: readonly number[], by: LoadedModule): void {
    this.profile.outdated(module, functions, by);
    this.#watch.trace(`outdated by ${by.decoded.name}: ${names(module, functions)}`);
  }

  installed(
    parts: readonly LoadedModule[],
    unit: CompiledUnit,
    elapsedMs: number,
    counters: UnitCounters | undefined,
  ): void {
    const { trace, dump, tell } = this.#watch;
    this.profile.installed(parts, unit, elapsedMs, counters);
    const { bytes, functions, copies, refused, milliseconds } = unit;
    const [module] = parts;
    for (const { index, reason } of refused) trace(`refused ${nameOf(module, index)}: ${reason}`);
    const what = names(
      module,
      functions.map(({ index }) => index),
    );
    const origin =
      milliseconds === 0 ? 'compiled before' : `compiled in ${milliseconds.toFixed(1)} ms`;
    trace(`${origin}, ${bytes.length} bytes: ${what}`);
    for (const [part, { functions }] of copies.entries())
      if (functions.length > 0)
        trace(
          `with copies of ${names(
            parts[part],
            functions.map(({ index }) => index),
          )}`,
        );
    trace(`installed after ${elapsedMs.toFixed(1)} ms: ${what}`);
    for (const { index, copied, ir, wat } of unit.listings ?? []) {
      if (copied !== undefined) {
        const texts = { listing: '', ir, wat };
        for (const kind of dump?.kinds ?? [])
          if (kind !== 'listing') tell(`%% ${kind} of a copy of ${copied}\n${texts[kind]}\n`);
        continue;
      }
      if (!this.#isDumped(module, index)) continue;
      for (const kind of dump?.kinds ?? []) {
        const text = {
          listing: () => disassembleFunction(module.decoded, index, { printLiteral }),
          ir: () => ir,
          wat: () => wat,
        }[kind]();
        tell(`%% ${kind} of ${nameOf(module, index)}\n${text}\n`);
      }
    }
  }

  failed(module: LoadedModule, functions: readonly number[], error: Error): void {
    this.profile.failed(module, functions, error);
    this.#watch.trace(`failed ${names(module, functions)}: ${error.message}`);
  }
}

function nameOf(module: LoadedModule, index: number): string {
  return `${module.decoded.name}:${module.nameOf(index)}/${module.arityOf(index)}`;
}

/** One after the other: tools/jit-bisect.ts reads them. */
function names(module: LoadedModule, functions: readonly number[]): string {
  return functions.map((index) => nameOf(module, index)).join(', ');
}
