// All built-in functions by number. A number is good for one run of the program; nothing stored refers to it.
import { wasm } from '../gc/instance.ts';
import { atom } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { PROCESS_NATIVE } from '../interp/ops.ts';
import type { Bif, BifBody } from './registry.ts';

/** Which module of OTP formats the extra information of errors that built-ins of a module raise. */
const ERROR_MODULES: Record<string, string> = {
  erlang: 'erl_erts_errors',
  erts_internal: 'erl_erts_errors',
  atomics: 'erl_erts_errors',
  counters: 'erl_erts_errors',
  persistent_term: 'erl_erts_errors',
  binary: 'erl_stdlib_errors',
  ets: 'erl_stdlib_errors',
  lists: 'erl_stdlib_errors',
  maps: 'erl_stdlib_errors',
  math: 'erl_stdlib_errors',
  re: 'erl_stdlib_errors',
  unicode: 'erl_stdlib_errors',
  io: 'erl_stdlib_errors',
  os: 'erl_kernel_errors',
};

const processNatives: Readonly<Record<string, number | undefined>> = PROCESS_NATIVE;

export class BifTable {
  readonly bifs: readonly Bif[];
  readonly bodies: readonly BifBody[];
  private readonly numbers = new Map<string, number>();
  private readonly modules: ReadonlySet<string>;
  private readonly formatters = new Map<string, Term>();

  constructor(bifs: readonly Bif[]) {
    this.bifs = bifs;
    this.bodies = bifs.map((b) => b.body);
    this.modules = new Set(bifs.map((b) => b.module));
    wasm.setBifCount(bifs.length);
    bifs.forEach(({ module, name, arity }, i) => {
      const key = `${module}:${name}/${arity}`;
      if (this.numbers.has(key)) throw new Error(`${key} is declared twice`);
      this.numbers.set(key, i);
      wasm.setBifNative(i, processNatives[key] ?? 0);
    });
    for (const [module, formatter] of Object.entries(ERROR_MODULES))
      this.formatters.set(module, atom(formatter));
  }

  /** The number of a built-in, -1 where there is none of that name. */
  number(module: string, name: string, arity: number): number {
    // Most questions are about modules that have none.
    if (!this.modules.has(module)) return -1;
    return this.numbers.get(`${module}:${name}/${arity}`) ?? -1;
  }

  /** Whether there is any in that module. */
  hasModule(module: string): boolean {
    return this.modules.has(module);
  }

  /** The module for `error_info`, undefined where errors of that built-in carry none. */
  errorModule(bif: number): Term | undefined {
    return this.formatters.get(this.bifs[bif].module);
  }
}
