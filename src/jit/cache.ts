// Compiled units as bytes, to be kept: in the cache of the host from one run to the next, or in a file that was compiled ahead of time.
//
//   size of the index (4 bytes, little-endian), the index, descriptions and code of the units
//
// The index tells which functions each unit has; description and code of a unit are looked at when one of them is wanted. Units may overlap: what
// is hot first differs between runs. The host answers for it that the bytes are whole, and of this build of beamjit.
import type { HostCodeCache } from '../host/host.ts';
import type { DecodedModule } from '../loader/module.ts';
import type { CompileRequest } from './service.ts';
import type { CompiledUnit, Resumption } from './unit.ts';

/** Units of the same functions that are kept: programs call them with funs of their own. */
const MAX_VARIANTS = 4;

/** What the index says of a unit. */
interface IndexEntry {
  /** Functions that were asked for, also those that were refused: none of them need be compiled again. */
  readonly functions: readonly number[];
  /** The same for resumptions, by their keys. */
  readonly resumptions: readonly string[];
  /** The other modules that it has copies of functions of: where one of them is not loaded, a unit that has none of it serves. */
  readonly copied: readonly string[];
  /** Whether it counts its calls. */
  readonly counts: boolean;
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

  /** The units with a function, newest first. */
  find(function_: number, counts: boolean): Generator<KeptUnit> {
    return this.findBy((unit) => unit.counts === counts && unit.functions.includes(function_));
  }

  /** The units that were made for a resumption, newest first. */
  findResumption(resumption: Resumption, counts: boolean): Generator<KeptUnit> {
    const key = keyOf(resumption);
    return this.findBy((unit) => unit.counts === counts && unit.resumptions.includes(key));
  }

  private *findBy(isMeant: (unit: IndexEntry) => boolean): Generator<KeptUnit> {
    for (const entry of this.index.toReversed()) {
      if (!isMeant(entry)) continue;
      const { start, description, code, functions } = entry;
      const middle = start + description;
      const described = JSON.parse(text(this.bytes.subarray(start, middle))) as Description;
      const bytes = this.bytes.subarray(middle, middle + code) as Uint8Array<ArrayBuffer>;
      yield { asked: functions, unit: { ...described, bytes, milliseconds: 0 } };
    }
  }

  /** The same with more units; what those have between them is left out of the older ones. */
  with(units: readonly NewUnit[]): Uint8Array {
    return encode(this, units);
  }

  /** Index and bytes of the units that have something which each of `others` lacks. */
  *without(others: readonly IndexEntry[]): Generator<[IndexEntry, Uint8Array]> {
    for (const { start, ...entry } of this.index) {
      const isReplaced = others.some(
        (other) =>
          other.copied.every((module) => entry.copied.includes(module)) && hasAllOf(other, entry),
      );
      if (isReplaced) continue;
      yield [entry, this.bytes.subarray(start, start + entry.description + entry.code)];
    }
  }
}

/** A unit that was found. */
export interface KeptUnit {
  readonly unit: CompiledUnit;
  /** The functions that were asked for when it was made. */
  readonly asked: readonly number[];
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
  return encode(undefined, units);
}

function encode(before: KeptUnits | undefined, units: readonly NewUnit[]): Uint8Array {
  const added = units.map(({ unit, request }): [IndexEntry, Uint8Array] => {
    const { bytes, imports, functions, copies, resumptions, expected, refused } = unit;
    const described: Description = { imports, functions, copies, resumptions, expected, refused };
    const description = new TextEncoder().encode(JSON.stringify(described));
    const entry: IndexEntry = {
      functions: request.functions,
      resumptions: request.resumptions.map(keyOf),
      copied: copies.slice(1).map(({ module }) => module),
      counts: request.counts,
      description: description.length,
      code: bytes.length,
    };
    return [entry, concatenate([description, bytes])];
  });
  const kept = before?.without(added.map(([entry]) => entry)) ?? [];
  const all = newest([...kept, ...added]);
  const index = new TextEncoder().encode(JSON.stringify(all.map(([entry]) => entry)));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, index.length, true);
  return concatenate([size, index, ...all.map(([, bytes]) => bytes)]);
}

/** Those units that are not the oldest of too many with the same functions, which differ by what they have copies of. */
function newest(units: readonly [IndexEntry, Uint8Array][]): [IndexEntry, Uint8Array][] {
  return units.filter(
    ([entry], i) =>
      units.slice(i + 1).filter(([newer]) => hasAllOf(newer, entry)).length < MAX_VARIANTS,
  );
}

/** Whether a unit has all that another is of. */
function hasAllOf(unit: IndexEntry, other: IndexEntry): boolean {
  return (
    other.counts === unit.counts &&
    other.functions.every((f) => unit.functions.includes(f)) &&
    other.resumptions.every((r) => unit.resumptions.includes(r))
  );
}

/** What caches have of the modules of one runtime; each is looked for once, and read when something of it is wanted. */
export class KeptModules {
  private readonly caches: readonly HostCodeCache[];
  /** The cache that is to be read, what was read, or null where there is nothing. */
  private readonly known = new WeakMap<DecodedModule, HostCodeCache | KeptUnits | null>();

  constructor(caches: readonly HostCodeCache[]) {
    this.caches = caches;
  }

  /** Whether it is worth looking for a unit. */
  mayHave(module: DecodedModule): boolean {
    return this.lookUp(module) !== null;
  }

  /** What was compiled of it; undefined where nothing was. */
  unitsOf(module: DecodedModule): KeptUnits | undefined {
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
    const units = this.fresh.get(module);
    if (units === undefined) this.fresh.set(module, [unit]);
    else units.push(unit);
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
