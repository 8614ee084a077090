// The host that Node gives: see ../host.ts for what each part means.

import * as os from 'node:os';
import type {
  Host,
  HostClock,
  HostEnvironment,
  HostInput,
  HostOutput,
  HostSystem,
} from '../host.ts';
import { NodeFiles } from './files.ts';
import { NodePrograms } from './programs.ts';
import { NodeInput, NodeOutput } from './stdio.ts';

export interface NodeHostOptions {
  readonly stdin?: HostInput;
  readonly stdout?: HostOutput;
  readonly stderr?: HostOutput;
  /** The environment to begin with; by default a copy of the process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What `exit` does; by default it ends the process. */
  readonly exit?: (status: number) => void;
}

/** A host of its own on this Node: nothing is shared with another one but the process's streams. */
export function createNodeHost(options: NodeHostOptions = {}): Host {
  const stdin = options.stdin ?? new NodeInput(() => process.stdin, 0);
  const stdout = options.stdout ?? new NodeOutput(1);
  const stderr = options.stderr ?? new NodeOutput(2);
  return {
    clock: nodeClock(),
    stdin,
    stdout,
    stderr,
    files: new NodeFiles(),
    env: environment(options.env ?? process.env),
    system: nodeSystem(),
    // Of a command line, Windows' programs get what each of them makes of it: nobody has written that yet.
    ...(process.platform !== 'win32' && { programs: new NodePrograms(stdin, stdout, stderr) }),
    fillRandom,
    exit: options.exit ?? ((status) => process.exit(status)),
  };
}

/** How far the precise clock may be from the system's, which has milliseconds. */
const NS_PER_MS = 1_000_000n;

function nodeClock(): HostClock {
  // The system's clock may be set at any time, so it is asked each time; between its milliseconds counts the
  // monotonic one. Node loads `performance` when it is first named, which takes 4 ms of a start.
  const systemNow = () => BigInt(Date.now()) * NS_PER_MS;
  const monotonicNow = () => process.hrtime.bigint();
  let offset = systemNow() - monotonicNow();
  return {
    monotonicNanoseconds: monotonicNow,
    milliseconds: () => {
      const [seconds, nanoseconds] = process.hrtime();
      return seconds * 1e3 + nanoseconds / 1e6;
    },
    systemNanoseconds: () => {
      const system = systemNow();
      const precise = monotonicNow() + offset;
      if (precise >= system && precise - system < NS_PER_MS) return precise;
      offset += system - precise;
      return system;
    },
    utcOffsetMinutes: (at) => -new Date(at).getTimezoneOffset(),
    cpuMilliseconds: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    setTimer: (ms, callback) => setTimeout(callback, ms),
    clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
    defer: (callback) => void setImmediate(callback),
  };
}

function environment(initial: Readonly<Record<string, string | undefined>>): HostEnvironment {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(initial)) {
    if (value !== undefined) variables.set(name, value);
  }
  return {
    get: (name) => variables.get(name),
    set: (name, value) => void variables.set(name, value),
    unset: (name) => void variables.delete(name),
    entries: () => variables.entries(),
  };
}

/** Node's crypto takes 14 ms to load: only a program that asks for randomness pays. */
function fillRandom(bytes: Uint8Array): void {
  process.getBuiltinModule('node:crypto').randomFillSync(bytes);
}

function nodeSystem(): HostSystem {
  const numbers = os.release().match(/\d+/g) ?? [];
  const [major = 0, minor = 0, patch = 0] = numbers.map(Number);
  const windows = process.platform === 'win32';
  return {
    family: windows ? 'win32' : 'unix',
    name: windows ? 'nt' : process.platform,
    version: [major, minor, patch],
    pid: process.pid,
    hostname: os.hostname(),
    machine: os.machine(),
    processors: os.availableParallelism(),
  };
}
