// A port: what the scheduler and the built-ins know of it. To processes it is much like one of them: it has an owner, links,
// monitors and a name, takes messages and sends some. Behind it stands a channel of the host, such as the pipes of a program.
//
// A port that ends is gone for all processes at once; what was written to it and is not yet taken goes on being written.

import { iolistBytes } from '../gc/iolist.ts';
import {
  atom,
  atoms,
  binary,
  exactEqual,
  isPid,
  isTupleOf,
  list,
  makeInteger,
  NIL,
  newPort,
  type Term,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { ChannelEvents, HostChannel, HostError } from '../host/host.ts';
import { Mailbox } from './mailbox.ts';
import type { Monitored } from './monitor.ts';
import { type Framing, packet } from './port-framing.ts';
import type { Ports } from './ports.ts';
import type { Process } from './process.ts';

const am = atoms(
  'badsig',
  'close',
  'closed',
  'command',
  'connect',
  'connected',
  'data',
  'einval',
  'eof',
  'eol',
  'exit_status',
  'kill',
  'killed',
  'noeol',
  'normal',
  'port',
  'undefined',
);

/** The number of the port that is always there. */
export const FIRST_PORT = 0;

export interface PortSettings {
  /** What `port_info(Port, name)` tells, in bytes. */
  readonly name: Uint8Array;
  readonly framing: Framing;
  readonly inLines: boolean;
  /** Bytes of a packet's length: 0 where there are no packets. */
  readonly headerSize: number;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly asBinary: boolean;
  /** Stays open at the end of its input, and tells it. */
  readonly tellsEof: boolean;
  readonly tellsExit: boolean;
  /** So many bytes that wait make it busy, and below so many it is not any more. */
  readonly highWater: number;
  readonly lowWater: number;
  readonly parallelism: boolean;
}

export class Port implements Monitored {
  readonly id: Term;
  /** The number in its name. */
  readonly number: number;
  readonly settings: PortSettings;
  /** The pid of who gets what is read; it may be dead. */
  owner: Term;
  readonly links = new Set<Process>();
  readonly mailbox = new Mailbox(NIL, this);
  registeredName: Term | null = null;
  /** What port_set_data/2 keeps here. */
  data: Term = am.undefined;
  bytesIn = 0;
  bytesOut = 0;
  private readonly ports: Ports;
  private channel: HostChannel | undefined;
  private open = true;
  private hasEnded = false;
  private exitStatus: number | undefined;
  private busy = false;
  /** Processes that wait to write. */
  private waiters: (() => void)[] = [];
  /** Ends the claim that something may come from here. */
  private release: (() => void) | undefined;

  constructor(ports: Ports, number: number, owner: Term, settings: PortSettings) {
    this.ports = ports;
    this.id = newPort(ports.scheduler.node, BigInt(number), 0);
    this.number = number;
    this.owner = owner;
    this.settings = settings;
  }

  get isOpen(): boolean {
    return this.open;
  }

  get isBusy(): boolean {
    return this.busy;
  }

  get systemPid(): number | undefined {
    return this.channel?.pid;
  }

  get queueSize(): number {
    return this.channel?.waiting ?? 0;
  }

  /** Begins to read and write. */
  attach(channel: HostChannel): void {
    this.channel = channel;
    if (this.settings.reads) this.release = this.ports.scheduler.hold();
  }

  /** Calls back once it may be written to, or is closed. */
  whenWritable(done: () => void): void {
    if (this.busy && this.open) this.waiters.push(done);
    else done();
  }

  // ---- from processes

  /** A message: `{Owner, {command, Data}}`, `{Owner, {connect, Pid}}` or `{Owner, close}`; anything else is the owner's mistake. */
  receive(message: Term): void {
    if (!this.open) return;
    const from = isTupleOf(message, 2) ? tupleElement(message, 0) : undefined;
    const what = from === undefined ? am.undefined : tupleElement(message, 1);
    if (from === undefined || !isPid(from) || !this.obey(from, what)) this.badSignal();
  }

  /** Whether that was a message that the owner may send. */
  private obey(from: Term, what: Term): boolean {
    const fromOwner = exactEqual(from, this.owner);
    if (what === am.close) {
      if (fromOwner) this.exit(am.normal, true);
      return fromOwner;
    }
    if (!isTupleOf(what, 2)) return false;
    const argument = tupleElement(what, 1);
    if (tupleElement(what, 0) === am.command) {
      const bytes = iolistBytes(argument);
      if (bytes === undefined) this.ports.onBadOutput(this);
      if (bytes === undefined || !fromOwner) return false;
      this.write(bytes);
      return true;
    }
    if (tupleElement(what, 0) !== am.connect || !fromOwner || !isPid(argument)) return false;
    this.tell(am.connected);
    this.owner = argument;
    return true;
  }

  private badSignal(): void {
    const { signals, table } = this.ports.scheduler;
    const owner = table.get(this.owner);
    if (owner !== undefined) signals.exitSignal(this.id, owner, am.badsig);
  }

  /** A process that it is linked to has ended. */
  linkExit(p: Process, reason: Term): void {
    this.links.delete(p);
    if (reason !== am.normal || exactEqual(p.pid, this.owner)) this.exit(reason);
  }

  /** Writes to what is behind it. */
  write(bytes: Uint8Array): void {
    const { settings, channel } = this;
    this.bytesOut += bytes.length;
    this.ports.bytesOut += bytes.length;
    const framed = packet(bytes, settings.headerSize);
    if (framed === undefined) {
      this.exit(am.einval);
      return;
    }
    if (!settings.writes || channel === undefined) return;
    channel.write(framed);
    this.busy ||= channel.waiting >= settings.highWater;
  }

  /**
   * It ends, for `reason`; one that is killed drops what waits. With `tellsClosed` its owner hears when all is written. False
   * where it does not end.
   */
  exit(reason: Term, tellsClosed = false): boolean {
    if (!this.open || this.number === FIRST_PORT) return false;
    this.open = false;
    this.wakeWaiters();
    const { channel, ports } = this;
    const closed = (): void => {
      if (tellsClosed) this.tell(am.closed);
    };
    const isIdle = channel === undefined || channel.waiting === 0 || reason === am.kill;
    ports.remove(this, reason === am.kill ? am.killed : reason);
    if (isIdle) closed();
    const release = isIdle ? undefined : ports.scheduler.hold();
    channel?.close(reason !== am.kill, () => {
      if (!isIdle) closed();
      release?.();
    });
    this.release?.();
    return true;
  }

  /** The runtime stops: nobody hears anything any more; with `flush`, what waits is written. */
  abandon(flush: boolean): void {
    this.open = false;
    this.waiters = [];
    this.channel?.close(flush, () => {});
    this.release?.();
  }

  // ---- from the host

  readonly events: ChannelEvents = {
    data: (bytes) => {
      if (!this.open || !this.settings.reads) return;
      const { inLines, framing } = this.settings;
      if (inLines) this.countInput(bytes);
      framing.feed(bytes, (piece, ended) => {
        if (!inLines) this.countInput(piece);
        this.deliver(piece, ended);
      });
    },
    end: () => {
      this.hasEnded = true;
      this.finish();
    },
    exit: (status) => {
      this.exitStatus = status;
      this.finish();
    },
    written: () => {
      if (!this.busy || this.queueSize >= this.settings.lowWater) return;
      this.busy = false;
      this.wakeWaiters();
    },
    failed: ({ code }: HostError) => this.exit(atom(code)),
  };

  /** Counts what is read: all of lines, but not the lengths of packets. */
  private countInput({ length }: Uint8Array): void {
    this.bytesIn += length;
    this.ports.bytesIn += length;
  }

  private deliver(piece: Uint8Array, ended: boolean): void {
    if (!this.open) return;
    const { asBinary, inLines } = this.settings;
    const content = asBinary ? binary(piece) : list(Array.from(piece, makeInteger));
    this.tell(tuple(am.data, inLines ? tuple(ended ? am.eol : am.noeol, content) : content));
  }

  /** Its input has ended; where it is to tell the program's status, that is known, too. */
  private finish(): void {
    const { tellsExit, tellsEof, framing } = this.settings;
    if (!this.open || !this.hasEnded || !this.settings.reads) return;
    if (tellsExit) {
      if (this.exitStatus === undefined) return;
      this.tell(tuple(am.exit_status, makeInteger(this.exitStatus)));
    }
    framing.finish((piece, ended) => this.deliver(piece, ended));
    if (!tellsEof) {
      this.exit(am.normal);
      return;
    }
    this.tell(am.eof);
    this.hasEnded = false;
    this.release?.();
  }

  private tell(what: Term): void {
    const { signals, table } = this.ports.scheduler;
    const owner = table.get(this.owner);
    if (owner !== undefined) signals.deliver(owner, tuple(this.id, what));
  }

  private wakeWaiters(): void {
    for (const waiter of this.waiters.splice(0)) waiter();
  }
}
