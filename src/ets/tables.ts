// The tables of one runtime: by reference, by name, and by the process that owns them.
import { wasm } from '../gc/instance.ts';
import { PROTECTION } from '../gc/table-states.ts';
import { atoms, emptyMap, mapPut, mapRemove, type Term, tuple } from '../gc/term.ts';
import type { Process } from '../sched/process.ts';
import { HashStore, LOCKS } from './hash-store.ts';
import { OrderedStore } from './ordered-store.ts';

const am = atoms('ETS-TRANSFER');

export type TableType = 'set' | 'bag' | 'duplicate_bag' | 'ordered_set';
export type Protection = 'public' | 'protected' | 'private';

const PROTECTIONS = {
  public: PROTECTION.PUBLIC,
  protected: PROTECTION.PROTECTED,
  private: PROTECTION.PRIVATE,
} as const;

/** A number is that of locks. */
export type WriteConcurrency = 'false' | 'true' | 'auto' | number;

export interface TableSettings {
  readonly type: TableType;
  readonly keypos: number;
  readonly named: boolean;
  readonly compressed: boolean;
  readonly readConcurrency: boolean;
  readonly writeConcurrency: WriteConcurrency;
  readonly decentralized: boolean;
}

function lockCount(writeConcurrency: WriteConcurrency): number {
  if (typeof writeConcurrency === 'number') return writeConcurrency;
  return writeConcurrency === 'false' ? 1 : LOCKS;
}

export interface Heir {
  readonly process: Process;
  readonly data: Term;
}

/** Since when a table is fixed, and who has fixed it how often. */
interface Fixation {
  readonly monotonic: bigint;
  readonly system: bigint;
  readonly by: Map<Process, number>;
}

export class Table {
  /** The reference by which it is known. */
  readonly id: Term;
  readonly settings: TableSettings;
  readonly store: HashStore | OrderedStore;
  name: Term;
  heir: Heir | undefined;
  fixation: Fixation | undefined;
  deleted = false;
  private process: Process;
  private access: Protection;

  constructor(name: Term, owner: Process, protection: Protection, settings: TableSettings) {
    this.name = name;
    this.process = owner;
    this.access = protection;
    this.settings = settings;
    const { type, keypos, writeConcurrency, decentralized } = settings;
    this.store =
      type === 'ordered_set'
        ? new OrderedStore(keypos)
        : new HashStore({
            type,
            keypos,
            locks: lockCount(writeConcurrency),
            decentralized,
          });
    // What is asked most is known in WebAssembly: see interp/wasm/table-natives.wasm.ts.
    this.id = wasm.makeTableReference(
      owner.scheduler.references.home,
      this,
      this.store.handle,
      owner.mailbox.handle,
      PROTECTIONS[protection],
    );
  }

  get owner(): Process {
    return this.process;
  }

  set owner(p: Process) {
    this.process = p;
    wasm.tableSetOwner(this.id, p.mailbox.handle);
  }

  get protection(): Protection {
    return this.access;
  }

  set protection(protection: Protection) {
    this.access = protection;
    wasm.tableSetProtection(this.id, PROTECTIONS[protection]);
  }

  /** From now on nobody finds it. */
  delete(): void {
    this.deleted = true;
    wasm.tableSetDeleted(this.id);
  }

  /** What names it in messages: its name if it is named. */
  get handle(): Term {
    return this.settings.named ? this.name : this.id;
  }

  fixBy(p: Process): void {
    if (this.fixation === undefined) {
      const { clock } = p.scheduler;
      this.fixation = {
        monotonic: clock.monotonicNanoseconds(),
        system: clock.systemNanoseconds(),
        by: new Map(),
      };
    }
    const { by } = this.fixation;
    const n = by.get(p) ?? 0;
    if (n === 0) this.store.fix();
    by.set(p, n + 1);
  }

  unfixBy(p: Process, all = false): void {
    const by = this.fixation?.by;
    const n = by?.get(p);
    if (by === undefined || n === undefined) return;
    if (n > 1 && !all) {
      by.set(p, n - 1);
      return;
    }
    by.delete(p);
    if (by.size === 0) this.fixation = undefined;
    this.store.unfix();
  }
}

/** All tables of a runtime. */
export class Tables {
  private readonly names = new Map<Term, Table>();
  private readonly owned = new Map<Process, Set<Table>>();
  /** Tables that each process has fixed at some time, to let them go when it ends. */
  private readonly fixedBy = new Map<Process, Set<Table>>();
  /** Processes that may do anything with any table (erts_internal:ets_super_user/1). */
  readonly superUsers = new WeakSet<Process>();
  count = 0;
  /** What the processes of the runtime share in WebAssembly, and the names as a map, for there. */
  private readonly home: Term;
  private namesTerm = emptyMap();

  constructor(home: Term) {
    this.home = home;
  }

  byName(name: Term): Table | undefined {
    return this.names.get(name);
  }

  /** In the order in which `ets:all()` has them: the youngest first. */
  all(): Table[] {
    return [...this.owned.values()].flatMap((tables) => [...tables]).reverse();
  }

  /** Adds a table; false where its name is taken. */
  add(table: Table): boolean {
    if (table.settings.named) {
      if (this.names.has(table.name)) return false;
      this.setName(table.name, table);
    }
    this.count++;
    this.own(table, table.owner);
    return true;
  }

  private setName(name: Term, table: Table): void {
    this.names.set(name, table);
    this.namesTerm = mapPut(this.namesTerm, name, table.id);
    wasm.homeSetTables(this.home, this.namesTerm);
  }

  private dropName(name: Term): void {
    this.names.delete(name);
    this.namesTerm = mapRemove(this.namesTerm, name);
    wasm.homeSetTables(this.home, this.namesTerm);
  }

  private own(table: Table, p: Process): void {
    let tables = this.owned.get(p);
    if (tables === undefined) this.owned.set(p, (tables = new Set()));
    tables.add(table);
    table.owner = p;
  }

  private disown(table: Table): void {
    const tables = this.owned.get(table.owner);
    tables?.delete(table);
    if (tables?.size === 0) this.owned.delete(table.owner);
  }

  delete(table: Table): void {
    table.delete();
    this.disown(table);
    if (table.settings.named) this.dropName(table.name);
    this.count--;
  }

  /** False where the new name is taken. */
  rename(table: Table, name: Term): boolean {
    if (table.settings.named) {
      if (this.names.has(name)) return false;
      this.dropName(table.name);
      this.setName(name, table);
    }
    table.name = name;
    return true;
  }

  giveAway(table: Table, to: Process, data: Term): void {
    const from = table.owner;
    this.disown(table);
    this.own(table, to);
    to.scheduler.send(from, to.pid, tuple(am['ETS-TRANSFER'], table.handle, from.pid, data));
  }

  fix(table: Table, p: Process): void {
    table.fixBy(p);
    let tables = this.fixedBy.get(p);
    if (tables === undefined) this.fixedBy.set(p, (tables = new Set()));
    tables.add(table);
  }

  unfix(table: Table, p: Process): void {
    table.unfixBy(p);
  }

  /** A process has ended: its tables go to their heirs or away. */
  onExit(p: Process): void {
    const fixed = this.fixedBy.get(p);
    if (fixed !== undefined) {
      for (const table of fixed) table.unfixBy(p, true);
      this.fixedBy.delete(p);
    }
    const tables = this.owned.get(p);
    if (tables === undefined) return;
    for (const table of [...tables]) {
      const { heir } = table;
      if (heir?.process.alive && heir.process !== p) this.giveAway(table, heir.process, heir.data);
      else this.delete(table);
    }
  }
}
