// erlang, erts_internal: clocks, calendars, unique integers and references.
import { badarg } from '../gc/errors.ts';
import {
  atoms,
  bigintOf,
  isInteger,
  isSmall,
  isTupleOf,
  listElements,
  makeInteger,
  safeIntegerOf,
  type Term,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'second',
  'millisecond',
  'microsecond',
  'nanosecond',
  'native',
  'perf_counter',
  'seconds',
  'milli_seconds',
  'micro_seconds',
  'nano_seconds',
  'positive',
  'monotonic',
  'true',
  'false',
  'undefined',
);

const NS_PER_SECOND = 1_000_000_000n;
const NS_PER_US = 1000n;

/** Parts of a second. Native time and the performance counter are in nanoseconds. */
const units = new Map<Term, bigint>([
  [am.second, 1n],
  [am.millisecond, 1000n],
  [am.microsecond, 1_000_000n],
  [am.nanosecond, NS_PER_SECOND],
  [am.native, NS_PER_SECOND],
  [am.perf_counter, NS_PER_SECOND],
  [am.seconds, 1n],
  [am.milli_seconds, 1000n],
  [am.micro_seconds, 1_000_000n],
  [am.nano_seconds, NS_PER_SECOND],
]);

/** Nanoseconds in a unit of time, rounded down; badarg where it is none. */
export function inUnit(nanoseconds: bigint, unit: Term): Term {
  const parts = units.get(unit) ?? (isInteger(unit) ? bigintOf(unit) : 0n);
  if (parts <= 0n) throw badarg();
  return makeInteger(floorDivide(nanoseconds * parts, NS_PER_SECOND));
}

function floorDivide(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b < 0n ? q - 1n : q;
}

/** {MegaSeconds, Seconds, MicroSeconds}. */
export function timestamp(nanoseconds: bigint): Term {
  const us = nanoseconds / NS_PER_US;
  const seconds = us / 1_000_000n;
  return tuple(
    makeInteger(seconds / 1_000_000n),
    makeInteger(seconds % 1_000_000n),
    makeInteger(us % 1_000_000n),
  );
}

/** The last answer of now/0, in microseconds: each is later than the one before. */
const LAST_NOW = Symbol('last now');
const lastNow = (rt: Runtime): { us: bigint } => rt.slot(LAST_NOW, () => ({ us: 0n }));

function now(p: Process): Term {
  const last = lastNow(p.runtime);
  const us = p.scheduler.time.system() / NS_PER_US;
  last.us = us > last.us ? us : last.us + 1n;
  return timestamp(last.us * NS_PER_US);
}

// ---- calendars

type Fields = readonly [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
];

/** The first year of dates in local time, and of dates at all. */
const FIRST_LOCAL_YEAR = 1902;
const FIRST_YEAR = 1600;
const LAST_YEAR = 0x7ffffffe;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/** JavaScript's Date takes years below 100 for 19xx in its constructors. */
function utcMilliseconds([year, month, day, hour, minute, second]: Fields): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  return date.getTime();
}

const triple = (a: number, b: number, c: number): Term =>
  tuple(makeInteger(a), makeInteger(b), makeInteger(c));

const dateOf = (d: Date): Term => triple(d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate());
const timeOf = (d: Date): Term => triple(d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds());
const dateTime = (d: Date): Term => tuple(dateOf(d), timeOf(d));

/** A Date whose UTC fields are the local ones at that moment. */
function localAt(p: Process, ms: number): Date {
  return new Date(ms + p.scheduler.clock.utcOffsetMinutes(ms) * MS_PER_MINUTE);
}

/** The numbers of {{Year,Month,Day},{Hour,Minute,Second}}; badarg for what is no such time of day. */
function readDateTime(t: Term, firstYear: number): Fields {
  if (!isTupleOf(t, 2)) throw badarg();
  const numbers: number[] = [];
  for (const part of [tupleElement(t, 0), tupleElement(t, 1)]) {
    if (!isTupleOf(part, 3)) throw badarg();
    for (let i = 0; i < 3; i++) {
      const n = tupleElement(part, i);
      if (!isSmall(n)) throw badarg();
      numbers.push(n);
    }
  }
  const [year, month, day, hour, minute, second] = numbers;
  const within = (low: number, n: number, high: number): boolean => low <= n && n <= high;
  if (!within(firstYear, year, LAST_YEAR) || !within(1, month, 12)) throw badarg();
  const days = new Date(utcMilliseconds([year, month + 1, 0, 0, 0, 0])).getUTCDate();
  if (
    !within(1, day, days) ||
    !within(0, hour, 23) ||
    !within(0, minute, 59) ||
    !within(0, second, 59)
  )
    throw badarg();
  return [year, month, day, hour, minute, second];
}

/** The date, unless it is beyond those that JavaScript knows. */
function known(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw badarg();
  return date;
}

/** `dst` says whether the local time is meant as daylight saving time; `undefined` leaves it to the time zone. */
function localToUniversal(p: Process, t: Term, dst: Term): Term {
  const fields = readDateTime(t, FIRST_LOCAL_YEAR);
  const offsetAt = (ms: number): number => p.scheduler.clock.utcOffsetMinutes(ms) * MS_PER_MINUTE;
  const asUtc = utcMilliseconds(fields);
  if (dst === am.undefined) {
    // The offset before the moment that is looked for, and the one after it, where they differ.
    const before = asUtc - offsetAt(asUtc - MS_PER_DAY);
    if (offsetAt(before) === asUtc - before) return dateTime(known(new Date(before)));
    return dateTime(known(new Date(asUtc - offsetAt(asUtc - offsetAt(asUtc + MS_PER_DAY)))));
  }
  if (dst !== am.true && dst !== am.false) throw badarg();
  // Without daylight saving time a zone is at the smaller offset of winter and summer.
  const standard = Math.min(
    ...[1, 7].map((month) => offsetAt(utcMilliseconds([fields[0], month, 1, 0, 0, 0]))),
  );
  return dateTime(known(new Date(asUtc - standard - (dst === am.true ? MS_PER_HOUR : 0))));
}

export const erlangTime = defineBifs('erlang', {
  'make_ref/0': (p) => p.scheduler.references.make(),
  'unique_integer/0': (p) => p.scheduler.references.uniqueInteger(false, false),
  'unique_integer/1': (p, modifiers) => {
    const items = listElements(modifiers);
    if (items === undefined || !items.every((m) => m === am.positive || m === am.monotonic))
      throw badarg();
    return p.scheduler.references.uniqueInteger(
      items.includes(am.positive),
      items.includes(am.monotonic),
    );
  },

  'monotonic_time/0': (p) => makeInteger(p.scheduler.time.monotonic()),
  'monotonic_time/1': (p, unit) => inUnit(p.scheduler.time.monotonic(), unit),
  'system_time/0': (p) => makeInteger(p.scheduler.time.system()),
  'system_time/1': (p, unit) => inUnit(p.scheduler.time.system(), unit),
  'time_offset/0': (p) => makeInteger(p.scheduler.time.timeOffset()),
  'time_offset/1': (p, unit) => inUnit(p.scheduler.time.timeOffset(), unit),
  'timestamp/0': (p) => timestamp(p.scheduler.time.system()),
  'now/0': now,

  'date/0': (p) => dateOf(localAt(p, nowMs(p))),
  'time/0': (p) => timeOf(localAt(p, nowMs(p))),
  'localtime/0': (p) => dateTime(localAt(p, nowMs(p))),
  'universaltime/0': (p) => dateTime(new Date(nowMs(p))),
  'localtime_to_universaltime/2': localToUniversal,
  'universaltime_to_localtime/1': (p, t) =>
    dateTime(known(localAt(p, utcMilliseconds(readDateTime(t, FIRST_LOCAL_YEAR))))),
  'universaltime_to_posixtime/1': (_, t) =>
    makeInteger(utcMilliseconds(readDateTime(t, FIRST_YEAR)) / 1000),
  'posixtime_to_universaltime/1': (_, seconds) => {
    const s = isInteger(seconds) ? safeIntegerOf(seconds) : undefined;
    if (s === undefined) throw badarg();
    return dateTime(known(new Date(s * 1000)));
  },
});

/** Milliseconds since 1970. */
function nowMs(p: Process): number {
  return Number(p.scheduler.time.system() / 1_000_000n);
}

export const ertsInternalTime = defineBifs('erts_internal', {
  'time_unit/0': () => makeInteger(NS_PER_SECOND),
  'perf_counter_unit/0': () => makeInteger(NS_PER_SECOND),
});
