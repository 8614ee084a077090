// erlang, erts_internal: ports, which are programs of the operating system and descriptors that the host has open. There is no
// driver; one that is named does not exist.
//
// erlang.erl asks erts_internal, whose answers are results or the reasons of errors.
import { badarg, NotImplemented, TryAgain } from '../gc/errors.ts';
import { iolistBytes } from '../gc/iolist.ts';
import {
  atom,
  atomName,
  atoms,
  bigintOf,
  bytesOf,
  charList,
  FALSE,
  hd,
  isAtom,
  isBinary,
  isCons,
  isInteger,
  isPid,
  isPort,
  isSmall,
  isTupleOf,
  list,
  listElements,
  makeInteger,
  NIL,
  portNode,
  type Term,
  TRUE,
  tl,
  tuple,
  tupleElement,
  tupleElements,
} from '../gc/term.ts';
import {
  type ChannelEvents,
  type HostChannel,
  HostError,
  type HostPrograms,
} from '../host/host.ts';
import { monitorsOn, monitorWatcher } from '../sched/monitor.ts';
import type { Port, PortSettings } from '../sched/port.ts';
import { type Framing, Lines, Packets, Stream } from '../sched/port-framing.ts';
import { MAX_PORTS } from '../sched/ports.ts';
import type { Process } from '../sched/process.ts';
import { isCodePoint, latin1ToString } from '../util/utf8.ts';
import { booleanOf } from './arguments.ts';
import { textOf, variableName } from './os.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'arg0',
  'args',
  'badarg',
  'badopt',
  'badtype',
  'binary',
  'busy_limits_msgq',
  'busy_limits_port',
  'cd',
  'connected',
  'disabled',
  'enotsup',
  'env',
  'eof',
  'exit_status',
  'false',
  'fd',
  'force',
  'hide',
  'id',
  'in',
  'input',
  'line',
  'links',
  'locking',
  'memory',
  'monitored_by',
  'monitors',
  'name',
  'normal',
  'nosuspend',
  'notsup',
  'nouse_stdio',
  'os_pid',
  'out',
  'output',
  'overlapped_io',
  'packet',
  'parallelism',
  'port_level',
  'queue_size',
  'registered_name',
  'spawn',
  'spawn_driver',
  'spawn_executable',
  'stderr_to_stdout',
  'stream',
  'system_limit',
  'undefined',
  'use_stdio',
);

// ---- options

/** A `{line, …}` without a length. */
const LINE_LENGTH = 512;

/** Bytes that may wait before a port is busy; half of them, and it is not any more. */
const BUSY_LIMIT = 8192;

/** The largest limit. */
const MAX_LIMIT = 2n ** 64n - 2n;

interface Options {
  headerSize: number;
  lineLength: number;
  standard: boolean;
  errorsToOutput: boolean;
  reads: boolean;
  writes: boolean;
  asBinary: boolean;
  tellsEof: boolean;
  tellsExit: boolean;
  parallelism: boolean;
  highWater: number;
  lowWater: number;
  args: Uint8Array[] | undefined;
  arg0: Uint8Array | undefined;
  cd: Term;
  /** Changes of the environment: a variable without a value is unset. */
  env: [name: string, value: string | undefined][];
}

/** Options that are one atom. */
const FLAGS = new Map<Term, (options: Options) => void>([
  [am.stream, (o) => void (o.headerSize = 0)],
  [am.use_stdio, (o) => void (o.standard = true)],
  [am.nouse_stdio, (o) => void (o.standard = false)],
  [am.stderr_to_stdout, (o) => void (o.errorsToOutput = true)],
  [am.line, (o) => void (o.lineLength = LINE_LENGTH)],
  [am.binary, (o) => void (o.asBinary = true)],
  [am.in, (o) => void (o.reads = true)],
  [am.out, (o) => void (o.writes = true)],
  [am.eof, (o) => void (o.tellsEof = true)],
  [am.exit_status, (o) => void (o.tellsExit = true)],
  // of Windows only
  [am.hide, () => {}],
  [am.overlapped_io, () => {}],
]);

/** Options with a value; one that is malformed is a badarg. */
const VALUES = new Map<Term, (options: Options, value: Term) => void>([
  [
    am.packet,
    (o, n) => {
      if (!isSmall(n) || ![1, 2, 4].includes(n)) throw badarg();
      o.headerSize = n;
    },
  ],
  [
    am.line,
    (o, length) => {
      if (!isSmall(length) || length <= 0) throw badarg();
      o.lineLength = length;
    },
  ],
  [
    am.env,
    (o, changes) => {
      o.env = elements(changes).map((change) => {
        if (!isTupleOf(change, 2)) throw badarg();
        const [name, value] = tupleElements(change);
        const isUnset = value === NIL || value === am.false;
        return [variableName(name), isUnset ? undefined : textOf(value)];
      });
    },
  ],
  [am.args, (o, args) => void (o.args = elements(args).map((arg) => nativeText(arg)))],
  [am.arg0, (o, name) => void (o.arg0 = nativeText(name))],
  [am.cd, (o, folder) => void (o.cd = folder)],
  [
    am.parallelism,
    (o, on) => {
      const isOn = booleanOf(on);
      if (isOn === undefined) throw badarg();
      o.parallelism = isOn;
    },
  ],
  [
    am.busy_limits_port,
    (o, limits) => {
      [o.lowWater, o.highWater] = busyLimits(limits);
    },
  ],
  // There is no queue of messages to a port.
  [am.busy_limits_msgq, (_, limits) => void busyLimits(limits)],
]);

function elements(t: Term): Term[] {
  const items = listElements(t);
  if (items === undefined) throw badarg();
  return items;
}

function busyLimits(t: Term): [low: number, high: number] {
  if (t === am.disabled) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (!isTupleOf(t, 2)) throw badarg();
  const [low, high] = tupleElements(t).map((limit) => {
    if (!isInteger(limit)) throw badarg();
    const n = bigintOf(limit);
    if (n < 1n || n > MAX_LIMIT) throw badarg();
    return Number(n);
  });
  return [Math.min(low, high), high];
}

/**
 * A text for the operating system: a deep list of characters and atoms as UTF-8, or a binary as it stands, which a zero ends as
 * in C.
 */
function nativeText(t: Term): Uint8Array {
  const bytes = isBinary(t) ? bytesOf(t) : new TextEncoder().encode(characters(t));
  const zero = bytes.indexOf(0);
  if (zero < 0) return bytes;
  if (!isBinary(t)) throw badarg();
  return bytes.subarray(0, zero);
}

function characters(t: Term): string {
  if (isAtom(t)) return atomName(t);
  let text = '';
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) {
    const item = hd(rest);
    if (!isSmall(item)) text += characters(item);
    else if (isCodePoint(item)) text += String.fromCodePoint(item);
    else throw badarg();
  }
  if (rest !== NIL) throw badarg();
  return text;
}

/** The same where only a binary may be empty. */
function nativeName(t: Term): Uint8Array {
  const bytes = nativeText(t);
  if (bytes.length === 0 && !isBinary(t)) throw badarg();
  return bytes;
}

/** Options as a program gives them; undefined where they are malformed or contradict each other. */
function readOptions(t: Term): Options | undefined {
  const options: Options = {
    headerSize: 0,
    lineLength: 0,
    standard: true,
    errorsToOutput: false,
    reads: false,
    writes: false,
    asBinary: false,
    tellsEof: false,
    tellsExit: false,
    parallelism: false,
    highWater: BUSY_LIMIT,
    lowWater: BUSY_LIMIT / 2,
    args: undefined,
    arg0: undefined,
    cd: NIL,
    env: [],
  };
  const items = listElements(t);
  if (items === undefined) return undefined;
  for (const item of items) {
    if (!isTupleOf(item, 2)) {
      const set = FLAGS.get(item);
      if (set === undefined) return undefined;
      set(options);
      continue;
    }
    const set = VALUES.get(tupleElement(item, 0));
    if (set === undefined) return undefined;
    try {
      set(options, tupleElement(item, 1));
    } catch {
      return undefined;
    }
  }
  if (!options.reads && !options.writes) options.reads = options.writes = true;
  if (options.lineLength > 0 && options.headerSize > 0) return undefined;
  if (options.errorsToOutput && !options.standard) return undefined;
  return options;
}

function framing({ headerSize, lineLength }: Options): Framing {
  if (lineLength > 0) return new Lines(lineLength);
  return headerSize > 0 ? new Packets(headerSize) : new Stream();
}

// ---- opening

/** OTP's own drivers. */
const DRIVERS = ['ram_file_drv', 'sctp_inet', 'tcp_inet', 'udp_inet'];

type Start = (programs: HostPrograms, events: ChannelEvents) => HostChannel;

/** What a port's name asks for; badarg where that is nothing. */
function opening(p: Process, t: Term, options: Options): { name: Uint8Array; start: Start } {
  const [kind, ...rest] = tupleElements(t);
  if (kind === am.fd && rest.length === 2) return descriptors(rest, options);
  const isExecutable = kind === am.spawn_executable;
  if (rest.length !== 1 || !(isExecutable || kind === am.spawn || kind === am.spawn_driver))
    throw badarg();
  const name = nativeName(rest[0]);
  // As on the BEAM, opening a driver that is not there is a badarg: prim_inet takes it for an unsupported protocol.
  if (kind === am.spawn_driver) throw badarg();
  if (!isExecutable) {
    const driver = latin1ToString(name).split(' ', 1)[0];
    if (DRIVERS.includes(driver)) throw new NotImplemented(`the driver ${driver}`);
    if (options.args !== undefined || options.arg0 !== undefined) throw badarg();
  }
  const { files, host } = p.runtime;
  const folder = options.cd === NIL ? undefined : nativeName(options.cd);
  const env = new Map(host.env.entries());
  for (const [variable, value] of options.env) {
    if (value === undefined) env.delete(variable);
    else env.set(variable, value);
  }
  const command = isExecutable
    ? { file: name, name: options.arg0, args: options.args ?? [] }
    : { shell: name };
  return {
    name,
    start: (programs, events) =>
      programs.start(
        {
          command,
          base: files.workingDirectory(),
          folder: folder?.length === 0 ? undefined : folder,
          env,
          input: options.writes,
          output: options.reads,
          standard: options.standard,
          errorsToOutput: options.errorsToOutput,
        },
        events,
      ),
  };
}

function descriptors(
  [input, output]: readonly Term[],
  options: Options,
): { name: Uint8Array; start: Start } {
  if (!isSmall(input) || !isSmall(output)) throw badarg();
  if (options.args !== undefined || options.arg0 !== undefined || options.tellsExit) throw badarg();
  const isNegative = (options.reads && input < 0) || (options.writes && output < 0);
  return {
    name: new TextEncoder().encode(`${input}/${output}`),
    start: (programs, events) => {
      if (isNegative) throw new HostError('einval');
      return programs.openDescriptors(
        options.reads ? input : undefined,
        options.writes ? output : undefined,
        events,
      );
    },
  };
}

/** The port, or why there is none. */
function open(p: Process, name: Term, optionList: Term): Term {
  const options = readOptions(optionList);
  if (options === undefined) return am.badopt;
  const { scheduler, host } = p.runtime;
  const { programs } = host;
  try {
    const opened = opening(p, name, options);
    if (programs === undefined) return am.enotsup;
    if (scheduler.ports.count >= MAX_PORTS) return am.system_limit;
    const settings: PortSettings = {
      ...options,
      name: opened.name,
      framing: framing(options),
      inLines: options.lineLength > 0,
    };
    return scheduler.ports.create(p, settings, (events) => opened.start(programs, events)).id;
  } catch (error) {
    if (error instanceof NotImplemented) throw error;
    return error instanceof HostError ? atom(error.code) : am.badarg;
  }
}

// ---- open ports

/** The open port that an identifier or a name stands for. */
function portOf(p: Process, t: Term): Port | undefined {
  const { ports } = p.scheduler;
  if (isPort(t)) return ports.get(t);
  return isAtom(t) ? ports.named(t) : undefined;
}

function command(p: Process, t: Term, data: Term, options: Term): Term {
  const flags = listElements(options);
  if (flags === undefined || !flags.every((flag) => flag === am.force || flag === am.nosuspend))
    return am.badopt;
  const port = portOf(p, t);
  if (port === undefined) return am.badarg;
  // What is behind our ports cannot be forced.
  if (flags.includes(am.force)) return am.notsup;
  if (port.isBusy) {
    if (flags.includes(am.nosuspend)) return FALSE;
    throw new TryAgain((again) => port.whenWritable(again));
  }
  const bytes = iolistBytes(data);
  if (bytes === undefined) {
    p.scheduler.ports.onBadOutput(port);
    return am.badarg;
  }
  port.write(bytes);
  return TRUE;
}

/** No port of ours takes control operations or calls; badarg whatever is asked. */
function refused(): Term {
  return am.badarg;
}

const byteList = (bytes: Uint8Array): Term => charList(latin1ToString(bytes));

/** Bytes of a link or monitor, and of a line buffer, as OTP counts them. */
const LINK_SIZE = 48;

const ITEMS = new Map<Term, (port: Port) => Term>([
  [am.registered_name, (port) => port.registeredName ?? NIL],
  [am.name, (port) => byteList(port.settings.name)],
  [am.links, (port) => list([...port.links].map(({ pid }) => pid))],
  [am.id, (port) => makeInteger(port.number)],
  [am.connected, (port) => port.owner],
  [am.input, (port) => makeInteger(port.bytesIn)],
  [am.output, (port) => makeInteger(port.bytesOut)],
  [am.os_pid, ({ systemPid }) => (systemPid === undefined ? am.undefined : makeInteger(systemPid))],
  [am.monitors, () => NIL],
  [am.monitored_by, (port) => list(watchers(port))],
  [am.memory, (port) => makeInteger((port.links.size + watchers(port).length) * LINK_SIZE)],
  [am.queue_size, (port) => makeInteger(port.queueSize)],
  [am.locking, () => am.port_level],
  [am.parallelism, (port) => (port.settings.parallelism ? TRUE : FALSE)],
]);

/** What port_info/1 tells, in this order; of a name only where there is one. */
const TOLD = [
  am.registered_name,
  am.name,
  am.links,
  am.id,
  am.connected,
  am.input,
  am.output,
  am.os_pid,
];

function watchers(port: Port): Term[] {
  return Array.from(monitorsOn(port), (m) => monitorWatcher(m).pid);
}

/** An item with its name. A name that there is not is nothing at all, as of a process. */
function info(port: Port, item: Term): Term {
  const value = ITEMS.get(item)?.(port);
  if (value === undefined) return am.badarg;
  return item === am.registered_name && value === NIL ? NIL : tuple(item, value);
}

/** Whether a term may name a port of this node. */
function isPortName(p: Process, t: Term): boolean {
  return isAtom(t) || (isPort(t) && portNode(t) === p.scheduler.node);
}

export const ertsInternalPorts = defineBifs('erts_internal', {
  'open_port/2': open,
  'port_command/3': command,
  'port_close/1': (p, t) => {
    const port = portOf(p, t);
    return port?.exit(am.normal) ? TRUE : am.badarg;
  },
  'port_connect/2': (p, t, pid) => {
    const { ports, table } = p.scheduler;
    const port = portOf(p, t);
    const owner = isPid(pid) ? table.get(pid) : undefined;
    if (port === undefined || owner === undefined) return am.badarg;
    ports.link(owner, port);
    port.owner = owner.pid;
    return TRUE;
  },
  'port_control/3': (_p, _port, _operation, _data) => refused(),
  'port_call/3': (_p, _port, _operation, _data) => refused(),
  'port_info/1': (p, t) => {
    if (!isPortName(p, t)) return am.badarg;
    const port = portOf(p, t);
    if (port === undefined) return am.undefined;
    const told = port.registeredName === null ? TOLD.slice(1) : TOLD;
    return list(told.map((item) => info(port, item)));
  },
  'port_info/2': (p, t, item) => {
    if (!isPortName(p, t)) return am.badtype;
    const port = portOf(p, t);
    return port === undefined ? am.undefined : info(port, item);
  },
});

export const portBifs = defineBifs('erlang', {
  'ports/0': (p) => list(p.scheduler.ports.all().map(({ id }) => id)),
  'port_set_data/2': (p, t, data) => {
    const port = portOf(p, t);
    if (port === undefined) throw badarg();
    port.data = data;
    return TRUE;
  },
  'port_get_data/1': (p, t) => {
    const port = portOf(p, t);
    if (port === undefined) throw badarg();
    return port.data;
  },
});
