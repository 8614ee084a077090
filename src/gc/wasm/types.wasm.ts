// The struct types of all terms: the one place that knows their fields.
//
// A term is `(ref eq)`: an i31 for a small integer, else one of these. Conses, tuples, floats and 64-bit integers are
// frequent and small, so they carry no header of ours and are told apart by their WebAssembly type, as small maps are. Everything else
// derives from Boxed, whose tag (see tags.ts) selects a case by one load and a br_table.

import { TAG } from '../tags.ts';

export class Cons {
  constructor(
    readonly hd: Term,
    readonly tl: Term,
  ) {}
}

/** Any tuple; one final struct per arity up to 8, an array above and for `{}`. */
export class Tuple {
  declare readonly tuple: never;
  constructor() {}
}
export class Tuple1 extends Tuple {
  constructor(readonly e0: Term) {
    super();
  }
}
export class Tuple2 extends Tuple {
  constructor(
    readonly e0: Term,
    readonly e1: Term,
  ) {
    super();
  }
}
export class Tuple3 extends Tuple {
  constructor(
    readonly e0: Term,
    readonly e1: Term,
    readonly e2: Term,
  ) {
    super();
  }
}
export class Tuple4 extends Tuple {
  constructor(
    readonly e0: Term,
    readonly e1: Term,
    readonly e2: Term,
    readonly e3: Term,
  ) {
    super();
  }
}
export class Tuple5 extends Tuple {
  constructor(
    readonly e0: Term,
    readonly e1: Term,
    readonly e2: Term,
    readonly e3: Term,
    readonly e4: Term,
  ) {
    super();
  }
}
export class Tuple6 extends Tuple {
  constructor(
    readonly e0: Term,
    readonly e1: Term,
    readonly e2: Term,
    readonly e3: Term,
    readonly e4: Term,
    readonly e5: Term,
  ) {
    super();
  }
}
export class Tuple7 extends Tuple {
  constructor(
    readonly e0: Term,
    readonly e1: Term,
    readonly e2: Term,
    readonly e3: Term,
    readonly e4: Term,
    readonly e5: Term,
    readonly e6: Term,
  ) {
    super();
  }
}
export class Tuple8 extends Tuple {
  constructor(
    readonly e0: Term,
    readonly e1: Term,
    readonly e2: Term,
    readonly e3: Term,
    readonly e4: Term,
    readonly e5: Term,
    readonly e6: Term,
    readonly e7: Term,
  ) {
    super();
  }
}
export class TupleN extends Tuple {
  constructor(readonly elements: MutArray<Term>) {
    super();
  }
}

export class Float {
  constructor(readonly value: f64) {}
}

/** An integer that fits 64 bits but not 31. */
export class Int64 {
  constructor(readonly value: i64) {}
}

export class Boxed {
  constructor(readonly tag: i32) {}
}

/** Interned: equal atoms are the same object. */
export class Atom extends Boxed {
  constructor(
    tag: i32,
    /** Order of creation, which is what OTP 26+ sorts the keys of small maps by. */
    readonly index: i32,
    /** The first four characters' bytes, so that most comparisons need no look at the name. */
    readonly ord: i32,
    /** OTP's hash of the atom's name (`hash_fun` of atom.c), which phash2 uses. */
    readonly hash: i32,
    readonly name: extern,
    /** The name as a binary in UTF-8, once it was asked for. */
    public text: Bitstring | null,
    /** Where it was among the keys of the small map in which it was found last: in maps of one kind it is there again. */
    public place: i32,
  ) {
    super(tag);
  }
}

export class Nil extends Boxed {
  declare readonly nil: never;
}

/** An integer beyond 64 bits; `value` is a JavaScript BigInt. */
/** An integer beyond 64 bits. */
export class Big extends Boxed {
  constructor(
    tag: i32,
    /** Its BigInt; null in a Wide of which nobody wanted it yet. */
    public value: extern | null,
  ) {
    super(tag);
  }
}

/** An integer of at most 128 bits: its sign, 1 where it is negative, and the two words of its magnitude. */
export class Wide extends Big {
  constructor(
    tag: i32,
    value: extern | null,
    readonly negative: i32,
    readonly high: i64,
    readonly low: i64,
  ) {
    super(tag, value);
  }
}

/** How much of a byte array that grows by appending is in use, shared by all bitstrings that view it. */
export class Tail {
  constructor(public used: i32) {}
}

/** A view of `size` bits from bit `offset` of a byte array. */
export class Bitstring extends Boxed {
  constructor(
    tag: i32,
    readonly bytes: Bytes,
    readonly offset: i32,
    /** Changes only where a binary that nothing else refers to grows (`extended`). */
    public size: i32,
    /** Set when the array was made by appending: a further append may use the room behind it. */
    readonly tail: Tail | null,
  ) {
    super(tag);
  }
}

/** A bitstring that is being matched: `position` moves from `start` to `end`, in bits of `bytes`. */
export class MatchContext extends Boxed {
  constructor(
    tag: i32,
    readonly bytes: Bytes,
    readonly start: i32,
    public position: i32,
    readonly end: i32,
    readonly tail: Tail | null,
  ) {
    super(tag);
  }
}

/**
 * A map of at most 32 keys: the array of its keys, sorted, and then their values in that order. Neither array is ever changed, and
 * maps of the same keys share theirs.
 */
export class FlatMap extends TermArray {
  declare readonly flatMap: never;
}

/** The keys of small maps that are made in one place, in order. */
export class MapShape {
  constructor(
    readonly keys: MutArray<Term>,
    /** How the values there get into that order: each in turn changes places with this one. */
    readonly swaps: MutArray<i32>,
  ) {}
}

/** A map of more than 32 keys: see tries.wasm.ts. */
export class HashMap extends Boxed {
  constructor(
    tag: i32,
    readonly size: i32,
    /** Null while a later version has the trie. */
    public root: MapNode | null,
    /** That later version, and the value that `key` has here and has no longer there: null for none. */
    public later: HashMap | null,
    public key: Term,
    public value: Term | null,
  ) {
    super(tag);
  }
}

/** A node of the trie of a large map. */
export type MapNode = MutArray<Term>;

/** A row of updates of one map: nodes that it has made may be changed in place, that many times. */
export class Edit {
  constructor(public updates: i32) {}
}

/** What the native records (OTP 29) of one creation share: whose they are and the names of their fields. */
export class RecordShape {
  constructor(
    readonly module: Term,
    readonly name: Term,
    /** Whether other modules may look inside; 0 or 1. */
    readonly exported: i32,
    /** Atoms, in the order of declaration. */
    readonly fields: MutArray<Term>,
  ) {}
}

/** A native record. */
export class NativeRecord extends Boxed {
  constructor(
    tag: i32,
    readonly shape: RecordShape,
    readonly values: MutArray<Term>,
  ) {
    super(tag);
  }
}

/** What a module says of its native records of one name; a field without a default value has null there. */
export class RecordDefinition {
  constructor(
    readonly shape: RecordShape,
    readonly defaults: MutArray<Term | null>,
  ) {}
}

/** Where a function's code is: calls go through it, so that patching it redirects them. */
export class Target {
  constructor(
    /** Index of the first word of its code; of the "undefined function" word of an export while nothing is loaded. */
    public pc: i32,
    /** Its index in the table of compiled code; 0 while it is not compiled. */
    public native: i32,
  ) {}
}

/** A function of some module, callable from outside. */
export class Export extends Target {
  constructor(
    pc: i32,
    native: i32,
    readonly module: Term,
    readonly name: Term,
    readonly arity: i32,
    /** Number of the built-in that implements it, or -1. */
    public bif: i32,
    /** The same export as JavaScript knows it. */
    readonly host: extern,
  ) {
    super(pc, native);
  }
}

/** What all funs made by one `make_fun` share; pc is 0 where the code of the body is not loaded. */
export class FunEntry extends Target {
  constructor(
    pc: i32,
    native: i32,
    readonly module: Term,
    readonly arity: i32,
    readonly numFree: i32,
    readonly index: i32,
    readonly uniq: i32,
    readonly host: extern,
  ) {
    super(pc, native);
  }
}

export class Fun extends Boxed {
  constructor(
    tag: i32,
    readonly entry: FunEntry,
    readonly free: MutArray<Term>,
    readonly creator: Term,
  ) {
    super(tag);
  }
}

/** `fun M:F/A`. */
export class ExternalFun extends Boxed {
  constructor(
    tag: i32,
    readonly target: Export,
  ) {
    super(tag);
  }
}

export class Pid extends Boxed {
  constructor(
    tag: i32,
    readonly node: Term,
    readonly id: i32,
    readonly serial: i32,
    readonly creation: i32,
    /** Where messages to it go; null in copies from outside, and once the process has ended. */
    public mailbox: Mailbox | null,
  ) {
    super(tag);
  }
}

/** A message in a queue; without a term the place of a receive marker. */
export class Message {
  constructor(
    readonly term: Term | null,
    public previous: Message | null,
    public next: Message | null,
    /** 1: a priority message (OTP 28). */
    readonly urgent: i32,
  ) {}
}

/** A receive marker; the reference is null between its reservation and its binding. */
export class Marker {
  constructor(
    readonly place: Message,
    public reference: Term | null,
    public next: Marker | null,
  ) {}
}

/** The messages of a process: see mailbox.wasm.ts. */
export class Mailbox {
  constructor(
    public first: Message | null,
    public last: Message | null,
    public lastUrgent: Message | null,
    /** Where the current receive looks next, unless it is at the start; null when it has seen everything. */
    public save: Message | null,
    /** 1: it looks at the first message next. Most receives never need more, and `save` costs a write barrier. */
    public atStart: i32,
    /** Oldest first. */
    public markers: Marker | null,
    public count: i32,
    /** 1: its process waits for a message, perhaps: whoever sends one asks the scheduler. */
    public waits: i32,
    /** The timer of the current receive: one of TIMED. */
    public timed: i32,
    /** Its time in milliseconds, where it is asked for. */
    public timeout: i32,
    /** 1: messages may be put here directly; 0 before its process can run, and once that has ended. */
    public open: i32,
    /** The first of the monitors that its process holds, of those that are held on it, and of its aliases. */
    public monitors: Monitor | null,
    public monitoredBy: Monitor | null,
    public aliases: Alias | null,
    /** Its process's dictionary, a map. */
    public dictionary: Term,
    /** Null in a queue without a process. */
    readonly home: Home | null,
    /** Its process, as JavaScript knows it. */
    readonly host: extern,
  ) {}
}

/** What all processes of a runtime share. */
export class Home {
  constructor(
    readonly node: Term,
    readonly creation: i32,
    /** Tells references of the runtimes of one program apart. */
    readonly seed: i32,
    /** The number of the newest reference. */
    public references: i64,
    /** From registered names to pids: a map. */
    public names: Term,
    /** From names of ETS tables to their references. */
    public tables: Term,
    /** The persistent terms: a map. */
    public persistent: Term,
  ) {}
}

export class Port extends Boxed {
  constructor(
    tag: i32,
    readonly node: Term,
    readonly id: i64,
    readonly creation: i32,
  ) {
    super(tag);
  }
}

export class Reference extends Boxed {
  constructor(
    tag: i32,
    readonly node: Term,
    readonly creation: i32,
    /** The words, least significant first, as in the external format. */
    readonly words: MutArray<i32>,
    /** What a reference to a native resource (a NIF's magic reference) stands for. */
    readonly resource: extern | null,
  ) {
    super(tag);
  }
}

/** An object of a hash table, in the chain of its bucket. */
export class Entry {
  constructor(
    public object: Term,
    /** The key's. */
    readonly hash: i32,
    /** 1: deleted while the table was fixed. */
    public dead: i32,
    public next: Entry | null,
  ) {}
}

/** A bucket that has dead entries. */
export class DeadBucket {
  constructor(
    readonly bucket: i32,
    readonly next: DeadBucket | null,
  ) {}
}

/** Where an ETS table keeps its objects. */
export class Store {
  constructor(
    /** One of TABLE_TYPE. */
    readonly type: i32,
    /** The key's position, from 0. */
    readonly keyIndex: i32,
  ) {}
}

/** See hash-table.wasm.ts. */
export class HashTable extends Store {
  constructor(
    type: i32,
    keyIndex: i32,
    /** A power of two: 1, or LOCKS for write_concurrency. */
    readonly locks: i32,
    /** Objects under each lock, where they are counted; else empty. */
    readonly lockSizes: MutArray<i32>,
    public buckets: MutArray<Entry | null>,
    /** Buckets in use, and the mask that is never below their number. */
    public active: i32,
    public mask: i32,
    /** Buckets that OTP would have room for. */
    public segmented: i32,
    public size: i32,
    /** How often it is fixed. */
    public fixed: i32,
    public withDead: DeadBucket | null,
  ) {
    super(type, keyIndex);
  }
}

/** A piece of an ordered table: keys, rising, and their objects. */
export class Leaf {
  constructor(
    readonly keys: MutArray<Term>,
    readonly objects: MutArray<Term>,
    public count: i32,
  ) {}
}

/** See ordered-table.wasm.ts. */
export class OrderedTable extends Store {
  constructor(
    type: i32,
    keyIndex: i32,
    public leaves: MutArray<Leaf | null>,
    /** How many leaves there are, none of them empty. */
    public count: i32,
    /** Objects. */
    public size: i32,
    /** Where the last search ended. */
    public leaf: i32,
    public index: i32,
  ) {
    super(type, keyIndex);
  }
}

/** The reference of an ETS table. */
export class TableReference extends Reference {
  constructor(
    tag: i32,
    node: Term,
    creation: i32,
    words: MutArray<i32>,
    resource: extern | null,
    readonly store: Store,
    /** Its owner's. */
    public owner: Mailbox,
    /** One of PROTECTION. */
    public protection: i32,
    public isDeleted: i32,
  ) {
    super(tag, node, creation, words, resource);
  }
}

/** A reference that may stand for a monitor, an alias, or both in the runtime that has made it. */
export class SignalReference extends Reference {
  constructor(
    tag: i32,
    node: Term,
    creation: i32,
    words: MutArray<i32>,
    resource: extern | null,
    readonly home: Home,
    public monitor: Monitor | null,
    public alias: Alias | null,
  ) {
    super(tag, node, creation, words, resource);
  }
}

/** An element of two lists: the watcher's monitors and those held on the target. */
export class Monitor {
  constructor(
    readonly reference: SignalReference,
    readonly watcher: Mailbox,
    /** Null for what cannot go down: the time offset. */
    readonly target: Mailbox | null,
    /** What 'DOWN' names: the pid, or `{Name, Node}`. */
    readonly object: Term,
    /** First element of the message. */
    readonly tag: Term,
    /** 1: 'DOWN' is a priority message. */
    readonly urgent: i32,
    public previousHeld: Monitor | null,
    public nextHeld: Monitor | null,
    public previousOnTarget: Monitor | null,
    public nextOnTarget: Monitor | null,
  ) {}
}

/** An element of the list of its owner's aliases. */
export class Alias {
  constructor(
    readonly reference: SignalReference,
    readonly owner: Mailbox,
    /** How it ends by itself: one of ALIAS. */
    readonly mode: i32,
    /** 1: messages sent to it may be priority messages. */
    readonly urgent: i32,
    public previous: Alias | null,
    public next: Alias | null,
  ) {}
}

/** A word on the stack that marks an active catch or try: where to go on, how deep the stack was, and the next one out. */
export class CatchTag extends Boxed {
  constructor(
    tag: i32,
    readonly pc: i32,
    public depth: i32,
    public outer: CatchTag | null,
    /** Made by compiled code: how many others of its frame it lies in; its depth and `outer` are set when the frame arrives. */
    readonly nesting: i32,
  ) {
    super(tag);
  }
}

/** A return address: made once per call instruction when its module is loaded, so that calls allocate nothing. */
export class Return extends Boxed {
  constructor(
    tag: i32,
    readonly pc: i32,
    /** Compiled code that goes on there, as an index in its table; 0 where there is none. */
    public native: i32,
    /** How many returns until it is hot. */
    public countdown: i32,
  ) {
    super(tag);
  }
}

/** @jit */
export const NIL: Nil = new Nil(TAG.NIL);
