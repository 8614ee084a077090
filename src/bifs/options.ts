// Option lists and atoms that several process BIFs read alike.
import { atoms, isTupleOf, listElements, NIL, type Term, tupleElement } from '../gc/term.ts';
import { AliasMode } from '../sched/monitor.ts';
import type { Priority } from '../sched/process.ts';
import type { MonitorOptions } from '../sched/signals.ts';

const am = atoms(
  'alias',
  'tag',
  'explicit_unalias',
  'demonitor',
  'reply_demonitor',
  'max',
  'high',
  'normal',
  'low',
  'priority',
);

/** A reader of option lists that remembers the last one: mostly the same literal comes again. */
export function remembering<T>(read: (options: Term) => T): (options: Term) => T {
  let last = NIL;
  let result = read(last);
  return (options) => {
    if (options !== last) {
      result = read(options);
      last = options;
    }
    return result;
  };
}

/** The options of monitor/3; undefined where they are not. */
export const monitorOptions = remembering((options): MonitorOptions | undefined => {
  const items = listElements(options);
  if (items === undefined) return undefined;
  let alias: AliasMode | undefined;
  let tag: Term | undefined;
  let urgent = false;
  for (const item of items) {
    if (item === am.priority) {
      urgent = true;
      continue;
    }
    if (!isTupleOf(item, 2)) return undefined;
    const value = tupleElement(item, 1);
    switch (tupleElement(item, 0)) {
      case am.alias:
        if (value === am.explicit_unalias) alias = AliasMode.EXPLICIT;
        else if (value === am.demonitor) alias = AliasMode.DEMONITOR;
        else if (value === am.reply_demonitor) alias = AliasMode.REPLY_DEMONITOR;
        else return undefined;
        break;
      case am.tag:
        tag = value;
        break;
      default:
        return undefined;
    }
  }
  return { alias, tag, urgent };
});

const priorities = [am.max, am.high, am.normal, am.low];

export function priorityOf(t: Term): Priority | undefined {
  const index = priorities.indexOf(t);
  return index < 0 ? undefined : (index as Priority);
}

export function priorityName(priority: Priority): Term {
  return priorities[priority];
}

/** The sizes that OTP's heaps have: a request is rounded up to the next. */
export function nextHeapSize(words: number): number {
  let smaller = 12;
  let size = 38;
  while (size < words) {
    const next = size < 833026 ? smaller + size + 1 : size + Math.floor(size / 5);
    smaller = size;
    size = next;
  }
  return size;
}
