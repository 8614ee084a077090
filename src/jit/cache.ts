// Compiled units as bytes, to be kept: in the cache of the host from one run to the next, or in a file that was compiled ahead of time.
//
//   size of the index (4 bytes, little-endian), the index, descriptions and code of the units
//
// The index tells which functions each unit has; description and code of a unit are looked at when one of them is wanted. Units may overlap: what
// is hot first differs between runs. The host answers for it that the bytes are whole, and of this build of beamjit.
import type { HostCodeCache } from '../host/host.ts';
import type { DecodedModule } from '../loader/module.ts';
import { isEqual } from '../util/bytes.ts';
import { entryIn } from '../util/entries.ts';
import type { CompileRequest } from './service.ts';
import type { CompiledUnit, Resumption } from './unit.ts';

/** Units of the same functions that are kept: programs call them with funs of their own. */
const MAX_VARIANTS = 4;

/** Bytes of modules and of what this run has compiled of them that it keeps for those that are loaded again. */
const MAX_RECENT = 16 << 20;

/** What a unit is of. */
interface Contents {
  /** Functions that were asked for, also those that were refused: none of them need be compiled again. */
  readonly functions: readonly number[];
  /** The same for resumptions, by their keys. */
  readonly resumptions: readonly string[];
  /** The other modules that it has copies of functions of: where one of them is not loaded, a unit that has none of it serves. */
  readonly copied: readonly string[];
  /** Whether it counts its calls. */
  readonly counts: boolean;
}

/** What the index says of a unit. */
interface IndexEntry extends Contents {
  /** Sizes in bytes of its description and its code, which lie one after the other. */
  readonly description: number;
  readonly code: number;
}

type Description = Pick<
  CompiledUnit,
  'imports' | 'functions' | 'copies' | 'resumptions' | 'expected' | 'refused'
>;

/** The units of one module, encoded. */
export class KeptUnits {
  private readonly bytes: Uint8Array;
  private readonly index: readonly (IndexEntry & { readonly start: number })[];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const index = JSON.parse(text(bytes.subarray(4, 4 + size))) as IndexEntry[];
    let start = 4 + size;
    this.index = index.map((entry) => {
      const placed = { ...entry, start };
      start += entry.description + entry.code;
      return placed;
    });
  }

  /** The units with a function, or that were made for a resumption, newest first. */
  *find(wanted: number | Resumption, counts: boolean): Generator<KeptUnit> {
    const isMeant = having(wanted, counts);
    for (const entry of this.index.toReversed()) {
      if (!isMeant(entry)) continue;
      const { start, description, code, functions } = entry;
      const middle = start + description;
      const described = JSON.parse(text(this.bytes.subarray(start, middle))) as Description;
      const bytes = this.bytes.subarray(middle, middle + code) as Uint8Array<ArrayBuffer>;
      yield { asked: functions, unit: { ...described, bytes, milliseconds: 0 }, key: entry };
    }
  }

  /** The same with more units; what those have between them is left out of the older ones. */
  with(units: readonly NewUnit[]): Uint8Array {
    return encode(this.all(), units);
  }

  /** Index and bytes of the units. */
  private all(): [IndexEntry, Uint8Array][] {
    return this.index.map(({ start, ...entry }) => [
      entry,
      this.bytes.subarray(start, start + entry.description + entry.code),
    ]);
  }
}

/** The units of one module as this run has compiled them. */
class RecentUnits {
  /** The module's own. */
  private bytes: Uint8Array;
  private units: [Contents, KeptUnit][] = [];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Bytes of all. */
  get size(): number {
    return this.units.reduce((sum, [, { unit }]) => sum + unit.bytes.length, this.bytes.length);
  }

  /** Whether they are of a module with these bytes. */
  areOf(bytes: Uint8Array): boolean {
    if (bytes === this.bytes) return true;
    if (!isEqual(bytes, this.bytes)) return false;
    // those of the module that is asked for from now on
    this.bytes = bytes;
    return true;
  }

  add(made: NewUnit): void {
    const contents = contentsOf(made);
    const unit = { ...made.unit, milliseconds: 0 };
    const kept = { unit, asked: made.request.functions, key: contents };
    this.units = merged(this.units, [[contents, kept]]);
  }

  /** As `KeptUnits` finds them. */
  *find(wanted: number | Resumption, counts: boolean): Generator<KeptUnit> {
    const isMeant = having(wanted, counts);
    for (const [contents, kept] of this.units.toReversed()) if (isMeant(contents)) yield kept;
  }
}

/** Whether units have a function, or were made for a resumption. */
function having(wanted: number | Resumption, counts: boolean): (unit: Contents) => boolean {
  if (typeof wanted === 'number')
    return (unit) => unit.counts === counts && unit.functions.includes(wanted);
  const key = keyOf(wanted);
  return (unit) => unit.counts === counts && unit.resumptions.includes(key);
}

/** A unit that was found. */
export interface KeptUnit {
  readonly unit: CompiledUnit;
  /** The functions that were asked for when it was made. */
  readonly asked: readonly number[];
  /** The same whenever the unit is found. */
  readonly key: object;
}

/** Of a resumption of a module. */
export function keyOf({ index, offset }: Resumption): string {
  return `${index}@${offset}`;
}

/** A unit and what was asked for. */
export interface NewUnit {
  readonly unit: CompiledUnit;
  readonly request: Pick<CompileRequest, 'functions' | 'resumptions' | 'counts'>;
}

/** The units of one module as bytes. */
export function encodeUnits(units: readonly NewUnit[]): Uint8Array {
  return encode([], units);
}

function encode(
  before: readonly [IndexEntry, Uint8Array][],
  units: readonly NewUnit[],
): Uint8Array {
  const added = units.map((made): [IndexEntry, Uint8Array] => {
    const { bytes, imports, functions, copies, resumptions, expected, refused } = made.unit;
    const described: Description = { imports, functions, copies, resumptions, expected, refused };
    const description = new TextEncoder().encode(JSON.stringify(described));
    const sizes = { description: description.length, code: bytes.length };
    return [{ ...contentsOf(made), ...sizes }, concatenate([description, bytes])];
  });
  const all = merged(before, added);
  const index = new TextEncoder().encode(JSON.stringify(all.map(([entry]) => entry)));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, index.length, true);
  return concatenate([size, index, ...all.map(([, bytes]) => bytes)]);
}

function contentsOf({ unit, request }: NewUnit): Contents {
  return {
    functions: request.functions,
    resumptions: request.resumptions.map(keyOf),
    copied: unit.copies.slice(1).map(({ module }) => module),
    counts: request.counts,
  };
}

/** Those of older units that have something which each of the added ones lacks, and these. */
function merged<C extends Contents, T>(older: readonly [C, T][], added: readonly [C, T][]) {
  const isReplaced = ([unit]: [C, T]) =>
    added.some(
      ([by]) => by.copied.every((module) => unit.copied.includes(module)) && hasAllOf(by, unit),
    );
  return newest([...older.filter((unit) => !isReplaced(unit)), ...added]);
}

/** Those units that are not the oldest of too many with the same functions, which differ by what they have copies of. */
function newest<C extends Contents, T>(units: readonly [C, T][]): [C, T][] {
  return units.filter(
    ([entry], i) =>
      units.slice(i + 1).filter(([newer]) => hasAllOf(newer, entry)).length < MAX_VARIANTS,
  );
}

/** Whether a unit has all that another is of. */
function hasAllOf(unit: Contents, other: Contents): boolean {
  return (
    other.counts === unit.counts &&
    other.functions.every((f) => unit.functions.includes(f)) &&
    other.resumptions.every((r) => unit.resumptions.includes(r))
  );
}

/**
 * What there is already of the modules of one runtime: what it has compiled for modules that are loaded again as they were, and what caches have,
 * where each module is looked for once, and read when something of it is wanted.
 */
export class KeptModules {
  private readonly caches: readonly HostCodeCache[];
  /** By name and size; at the end that of which something was compiled last. */
  private readonly recent = new Map<string, RecentUnits>();
  /** The cache that is to be read, what was read, or null where there is nothing. */
  private readonly known = new WeakMap<DecodedModule, HostCodeCache | KeptUnits | null>();

  constructor(caches: readonly HostCodeCache[]) {
    this.caches = caches;
  }

  /** Whether it is worth looking for a unit. */
  mayHave(module: DecodedModule): boolean {
    return this.recentOf(module) !== undefined || this.lookUp(module) !== null;
  }

  /** Units of a module, those that serve best first. */
  *find(module: DecodedModule, wanted: number | Resumption, counts: boolean): Generator<KeptUnit> {
    yield* this.recentOf(module)?.find(wanted, counts) ?? [];
    yield* this.unitsOf(module)?.find(wanted, counts) ?? [];
  }

  /** A unit was compiled: it serves again if the same module is loaded again. */
  add(module: DecodedModule, made: NewUnit): void {
    const key = recentKey(module);
    const units = this.recentOf(module) ?? new RecentUnits(module.bytes);
    units.add(made);
    this.recent.delete(key);
    this.recent.set(key, units);
    let size = this.recent.values().reduce((sum, { size }) => sum + size, 0);
    for (const [oldest, units] of this.recent) {
      if (size <= MAX_RECENT) break;
      this.recent.delete(oldest);
      size -= units.size;
    }
  }

  private recentOf(module: DecodedModule): RecentUnits | undefined {
    const units = this.recent.get(recentKey(module));
    return units?.areOf(module.bytes) ? units : undefined;
  }

  /** What caches have of it; undefined where that is nothing. */
  private unitsOf(module: DecodedModule): KeptUnits | undefined {
    let known = this.lookUp(module);
    if (known !== null && !(known instanceof KeptUnits)) {
      const bytes = known.read(module.name, module.bytes);
      known = bytes === undefined ? null : new KeptUnits(bytes);
      this.known.set(module, known);
    }
    return known ?? undefined;
  }

  private lookUp(module: DecodedModule): HostCodeCache | KeptUnits | null {
    let known = this.known.get(module);
    if (known === undefined) {
      known = this.caches.find((cache) => cache.has(module.name, module.bytes)) ?? null;
      this.known.set(module, known);
    }
    return known;
  }
}

function recentKey({ name, bytes }: DecodedModule): string {
  return `${name} ${bytes.length}`;
}

/** Gathers units as they are compiled, and writes them to a cache. */
export class UnitKeeper {
  private readonly cache: HostCodeCache;
  private fresh = new Map<DecodedModule, NewUnit[]>();

  constructor(cache: HostCodeCache) {
    this.cache = cache;
  }

  /** Whether something was added since the last `flush`. */
  get isDirty(): boolean {
    return this.fresh.size > 0;
  }

  add(module: DecodedModule, unit: NewUnit): void {
    entryIn(this.fresh, module, () => []).push(unit);
  }

  /** Writes what was added, with what the cache has of the same modules by now. */
  flush(): void {
    for (const [{ name, bytes }, units] of this.fresh) {
      const before = this.cache.read(name, bytes);
      const all = before === undefined ? encodeUnits(units) : new KeptUnits(before).with(units);
      this.cache.write(name, bytes, all);
    }
    this.fresh = new Map();
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
