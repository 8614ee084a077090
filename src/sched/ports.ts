// The ports of a runtime: by their identifiers and names, and what goes between them and processes.
import { newPid, portId, portNode } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { ChannelEvents, HostChannel } from '../host/host.ts';
import { FIRST_PORT, Port, type PortSettings } from './port.ts';
import { Stream } from './port-framing.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';

/** How many there may be, as in OTP. */
export const MAX_PORTS = 65_536;

/** On the BEAM the first port leads to the program that starts programs. Nobody talks to it, but it is never missing. */
const FORKER: PortSettings = {
  name: new TextEncoder().encode('forker'),
  framing: new Stream(),
  inLines: false,
  headerSize: 0,
  reads: false,
  writes: false,
  asBinary: false,
  tellsEof: false,
  tellsExit: false,
  highWater: Number.POSITIVE_INFINITY,
  lowWater: Number.POSITIVE_INFINITY,
  parallelism: false,
};

export class Ports {
  readonly scheduler: Scheduler;
  bytesIn = 0;
  bytesOut = 0;
  /** A command whose data are not bytes: who may write a log event. */
  onBadOutput: (port: Port) => void = () => {};
  private readonly open = new Map<number, Port>();
  private readonly names = new Map<Term, Port>();
  private next = FIRST_PORT + 1;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
    const { node } = scheduler;
    this.open.set(FIRST_PORT, new Port(this, FIRST_PORT, newPid(node, 0, 0, 0), FORKER));
  }

  get count(): number {
    return this.open.size;
  }

  all(): Port[] {
    return [...this.open.values()];
  }

  /** The open port of an identifier. */
  get(id: Term): Port | undefined {
    if (portNode(id) !== this.scheduler.node) return undefined;
    return this.open.get(Number(portId(id)));
  }

  /** The open port of a name. */
  named(name: Term): Port | undefined {
    return this.names.get(name);
  }

  registered(): Term[] {
    return [...this.names.keys()];
  }

  /** A new port, linked to its owner. What `start` throws leaves nothing behind. */
  create(
    owner: Process,
    settings: PortSettings,
    start: (events: ChannelEvents) => HostChannel,
  ): Port {
    const number = this.next;
    const port = new Port(this, number, owner.pid, settings);
    port.attach(start(port.events));
    this.next++;
    this.open.set(number, port);
    this.link(owner, port);
    return port;
  }

  /** A port has ended: those that it concerns hear of it. */
  remove(port: Port, reason: Term): void {
    const { signals } = this.scheduler;
    this.open.delete(port.number);
    if (port.registeredName !== null) this.unregister(port.registeredName);
    for (const p of port.links) {
      p.ports?.delete(port);
      signals.linkExit(port.id, p, reason);
    }
    port.links.clear();
    signals.portDown(port, reason);
  }

  /** Nobody listens any more: all pipes are closed, with `flush` once everything is written. */
  closeAll(flush: boolean): void {
    for (const port of this.all()) port.abandon(flush);
    this.open.clear();
    this.names.clear();
  }

  // ---- names; that one is free is for Signals to know

  register(name: Term, port: Port): void {
    this.names.set(name, port);
    port.registeredName = name;
  }

  unregister(name: Term): boolean {
    const port = this.names.get(name);
    if (port === undefined) return false;
    port.registeredName = null;
    return this.names.delete(name);
  }

  // ---- links

  link(p: Process, port: Port): void {
    p.ports ??= new Set();
    p.ports.add(port);
    port.links.add(p);
  }

  unlink(p: Process, port: Port): void {
    p.ports?.delete(port);
    port.links.delete(p);
  }
}
