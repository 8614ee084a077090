// `code`: what the code server need not be started for, and what it has to be told.
import type { LoadedModule } from '../code/module.ts';
import type { Table } from '../ets/tables.ts';
import { atoms, charList, FALSE, isAtom, tuple } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import { LoadError } from '../loader/errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { tablesOf } from './ets.ts';
import { defineBifs } from './registry.ts';

const am = atoms('code', 'code_server', 'module', 'none');

/** The files of modules that were loaded without the code server, which knows them as if it had done so. */
export class CodeFiles {
  private readonly runtime: Runtime;
  private readonly untold = new Map<Term, string>();

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  add(module: Term, file: string): void {
    this.untold.set(module, file);
    this.tell();
  }

  /** Tells the code server, if it is there: its table, `code` until OTP 25, holds `{Module, File}`. */
  tell(): void {
    const { code, scheduler } = this.runtime;
    const server = scheduler.signals.whereis(am.code_server);
    if (server === undefined) return;
    const tables = tablesOf(server);
    const older = ({ name, owner }: Table) => name === am.code && owner === server;
    const store = (tables.byName(am.code_server) ?? tables.all().find(older))?.store;
    if (store === undefined) return;
    for (const [module, file] of this.untold) {
      if (code.isActive(module) && !store.has(module)) store.insert(tuple(module, charList(file)));
    }
    this.untold.clear();
  }
}

/** Loads a module that nobody has called yet, as a call would; false where that is not all that there is to it. */
function loadsPlainly(p: Process, module: Term): boolean {
  try {
    return p.runtime.loadModule(module)?.active === true;
  } catch (e) {
    if (e instanceof LoadError) return false;
    throw e;
  }
}

export const codeBifs = defineBifs('code', {
  // Elixir asks for each implementation of a protocol: no reason yet to boot the kernel with its code server, 57 modules.
  'ensure_loaded/1': (p, module) => {
    const { code, kernel } = p.runtime;
    if (isAtom(module) && (code.isActive(module) || (kernel.isOff && loadsPlainly(p, module))))
      return tuple(am.module, module);
    const own = code.current(am.code) ?? (p.runtime.loadModule(am.code) as LoadedModule);
    return p.callAddressInstead(own.ownEntry(own.functionNamed('ensure_loaded', 1)), [module]);
  },
  'coverage_support/0': () => FALSE,
  'get_coverage_mode/0': () => am.none,
});
