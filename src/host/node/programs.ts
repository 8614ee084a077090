// Programs of the operating system, by Node's child_process.
//
// Node reports late what fails when a program is started; Erlang's helper process forks first, so that what fails there
// (a folder that cannot be entered, a file that is no program) is the exit status of a program that has started. What is
// known before, a file that is not there, is an error here as well.
//
// Node cannot give one pipe to both outputs of a program. A shell between does it, which then becomes the program.

import type { ChildProcess, StdioOptions } from 'node:child_process';
import { accessSync, constants, createReadStream, fstatSync, statSync } from 'node:fs';
import * as os from 'node:os';
import type { Duplex, Readable, Writable } from 'node:stream';
import {
  type ChannelEvents,
  type HostChannel,
  HostError,
  type HostInput,
  type HostOutput,
  type HostPrograms,
  type ProgramStart,
} from '../host.ts';
import { hostError, posix } from './errors.ts';
import { type InputStream, isTerminal, NodeInput, NodeOutput } from './stdio.ts';

const SHELL = '/bin/sh';

/** Becomes the program that its arguments name, with one pipe for both outputs. */
const MERGE_OUTPUTS = 'exec "$0" "$@" 2>&1';

/** What a shell says of a program that was ended by a signal. */
const SIGNALLED = 128;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Node passes on text only. */
function text(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    throw new HostError('enotsup', 'a program, an argument or a folder whose name is not UTF-8');
  }
}

export class NodePrograms implements HostPrograms {
  readonly #stdin: HostInput;
  readonly #stdout: HostOutput;
  readonly #stderr: HostOutput;
  /** Channels that have something to write. */
  readonly #writing = new Set<HostChannel>();
  #drains: (() => void)[] = [];

  constructor(stdin: HostInput, stdout: HostOutput, stderr: HostOutput) {
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#stderr = stderr;
  }

  start(start: ProgramStart, events: ChannelEvents): HostChannel {
    const base = text(start.base);
    const { file, name, args } = commandLine(start, base);
    const cwd = start.folder === undefined ? base : absolute(base, text(start.folder));
    const failure = folderFailure(cwd);
    if (failure !== undefined) {
      const folder = text(start.folder ?? start.base);
      this.#stderr.write(new TextEncoder().encode(`spawn: Could not cd to ${folder}\r\n`));
      return new FailedStart(failure, events);
    }
    const { spawn } = process.getBuiltinModule('node:child_process');
    let child: ChildProcess;
    try {
      child = spawn(file, args, {
        argv0: name,
        cwd,
        env: Object.fromEntries(start.env),
        stdio: pipes(start),
        // a session of its own, so that a signal from the terminal is not its
        detached: true,
      });
    } catch (error) {
      return new FailedStart(hostError(error), events);
    }
    // without descriptors for its pipes Node has given up half-way
    if (child.stdio === undefined) {
      child.on('error', () => {});
      throw new HostError('emfile');
    }
    const [input, output] = start.standard ? [0, 1] : [3, 4];
    return new Program(
      child,
      start.input ? (child.stdio[input] as Writable) : undefined,
      start.output ? (child.stdio[output] as Readable) : undefined,
      events,
      this.#written,
    );
  }

  openDescriptors(
    input: number | undefined,
    output: number | undefined,
    events: ChannelEvents,
  ): HostChannel {
    const source = input === undefined ? undefined : this.#input(input);
    const sink = output === undefined ? undefined : this.#output(output);
    return new Descriptors(source, sink, events, this.#written);
  }

  onDrain(done: () => void): void {
    if (this.#writing.size === 0) done();
    else this.#drains.push(done);
  }

  #input(fd: number): HostInput {
    return fd === 0 ? this.#stdin : new NodeInput(() => readStream(fd), fd);
  }

  #output(fd: number): HostOutput {
    if (fd === 1) return this.#stdout;
    return fd === 2 ? this.#stderr : new NodeOutput(fd);
  }

  readonly #written = (channel: HostChannel, all: boolean): void => {
    if (!all) {
      this.#writing.add(channel);
      return;
    }
    this.#writing.delete(channel);
    if (this.#writing.size === 0) for (const done of this.#drains.splice(0)) done();
  };
}

/** Told when a channel has something to write, and when it has written all. */
type Writing = (channel: HostChannel, all: boolean) => void;

/** The file to run, the name that it runs by, and its arguments. */
function commandLine(
  { command, errorsToOutput }: ProgramStart,
  base: string,
): { file: string; name: string; args: string[] } {
  if ('shell' in command) {
    const args = ['-c', `exec ${text(command.shell)}`];
    if (!errorsToOutput) return { file: SHELL, name: 'sh', args };
    // the last argument is what this shell calls itself
    return { file: SHELL, name: 'sh', args: ['-c', MERGE_OUTPUTS, SHELL, ...args, 'sh'] };
  }
  const given = text(command.file);
  if (given === '') throw new HostError('enoent');
  posix(() => accessSync(absolute(base, given), constants.X_OK));
  // a name alone is not looked for in the path
  const file = given.includes('/') ? given : `./${given}`;
  const name = command.name === undefined ? given : text(command.name);
  const args = command.args.map(text);
  // A shell cannot give a program another name: then the two outputs are two pipes, which are merged here.
  if (!errorsToOutput || name !== given) return { file, name, args };
  return { file: SHELL, name: 'sh', args: ['-c', MERGE_OUTPUTS, file, ...args] };
}

function pipes({ input, output, standard, errorsToOutput, command }: ProgramStart): StdioOptions {
  const pipe = (wanted: boolean) => (wanted ? 'pipe' : 'inherit');
  if (!standard) {
    const none = (wanted: boolean) => (wanted ? 'pipe' : 'ignore');
    return ['inherit', 'inherit', 'inherit', none(input), none(output)];
  }
  const renamed = 'file' in command && command.name !== undefined;
  return [pipe(input), pipe(output), errorsToOutput && renamed ? 'pipe' : 'inherit'];
}

function absolute(base: string, path: string): string {
  return process.getBuiltinModule('node:path').resolve(base, path);
}

/** Why a folder cannot be entered. */
function folderFailure(path: string): HostError | undefined {
  try {
    posix(() => {
      if (!statSync(path).isDirectory()) throw new HostError('enotdir');
      accessSync(path, constants.X_OK);
    });
    return undefined;
  } catch (error) {
    return error as HostError;
  }
}

/** The number of an error of the system, which a forked process ends with. */
function errorNumber({ code }: HostError): number {
  const numbers: Readonly<Record<string, number>> = os.constants.errno;
  return numbers[code.toUpperCase()] ?? 1;
}

/** A program that could not be started, after all: its output is empty and its status says why. */
class FailedStart implements HostChannel {
  readonly pid = undefined;
  readonly waiting = 0;
  #open = true;

  constructor(reason: HostError, events: ChannelEvents) {
    setImmediate(() => {
      if (this.#open) events.exit(errorNumber(reason));
      if (this.#open) events.end();
    });
  }

  write(): void {}

  close(_flush: boolean, done: () => void): void {
    this.#open = false;
    setImmediate(done);
  }
}

class Program implements HostChannel {
  readonly #child: ChildProcess;
  readonly #input: Writable | undefined;
  readonly #output: Readable | undefined;
  readonly #events: ChannelEvents;
  readonly #writing: Writing;
  #open = true;
  #hasEnded = false;
  #isWriting = false;

  constructor(
    child: ChildProcess,
    input: Writable | undefined,
    output: Readable | undefined,
    events: ChannelEvents,
    writing: Writing,
  ) {
    this.#child = child;
    this.#input = input;
    this.#output = output;
    this.#events = events;
    this.#writing = writing;
    // Node would close it when the program has ended, but those that it has started may read on.
    child.stdin = null;
    child.on('exit', (code, signal) => this.#exited(code, signal));
    child.on('error', (error) => this.#notStarted(error));
    this.#read();
    input?.on('error', (error) => {
      this.#settle();
      if (this.#open) events.failed(hostError(error));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get waiting(): number {
    return this.#input?.writableLength ?? 0;
  }

  write(bytes: Uint8Array): void {
    const input = this.#input;
    if (input === undefined || input.destroyed) return;
    input.write(bytes, () => {
      if (input.writableLength === 0) this.#settle();
      if (this.#open) this.#events.written();
    });
    if (input.writableLength > 0 && !this.#isWriting) {
      this.#isWriting = true;
      this.#writing(this, false);
    }
  }

  close(flush: boolean, done: () => void): void {
    this.#open = false;
    this.#child.unref();
    const input = this.#input;
    const finish = (): void => {
      input?.destroy();
      // what else there is of pipes: descriptors that nobody has asked for
      for (const stream of this.#child.stdio) (stream as Duplex | null)?.destroy();
      this.#settle();
      done();
    };
    if (!flush || input === undefined || input.destroyed || input.writableLength === 0) {
      setImmediate(finish);
      return;
    }
    let isLast = true;
    const last = (): void => {
      if (isLast) finish();
      isLast = false;
    };
    input.once('close', last);
    input.end(last);
  }

  /** Its output, and the errors that go the same way. */
  #read(): void {
    const { stdio } = this.#child;
    const errors = stdio[2] as Readable | null;
    const sources = [this.#output, errors].filter((stream) => stream != null);
    let open = sources.length;
    for (const stream of sources) {
      stream.on('data', (bytes: Uint8Array) => {
        if (this.#open) this.#events.data(bytes);
      });
      let isOpen = true;
      const end = (): void => {
        if (isOpen && --open === 0) this.#end();
        isOpen = false;
      };
      stream.on('end', end);
      // a reset connection is an end, too: there will be no more
      stream.on('error', end);
    }
    // a pipe of Node's goes both ways; nobody listens to this one's other direction
    if (this.#input !== undefined && this.#input !== stdio[0]) (this.#input as Duplex).resume();
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    const status = code ?? SIGNALLED + (signal === null ? 0 : os.constants.signals[signal]);
    if (this.#open) this.#events.exit(status);
  }

  /** The new process could not become the program. */
  #notStarted(error: Error): void {
    if (this.#child.pid !== undefined) return;
    const reason = hostError(error);
    if (this.#open) this.#events.exit(errorNumber(reason));
    if (this.#output !== undefined) this.#end();
  }

  #end(): void {
    if (this.#open && !this.#hasEnded) this.#events.end();
    this.#hasEnded = true;
  }

  #settle(): void {
    if (!this.#isWriting) return;
    this.#isWriting = false;
    this.#writing(this, true);
  }
}

/** What a descriptor can be read by. */
function readStream(fd: number): InputStream {
  if (fstatSync(fd).isFile()) return createReadStream('', { fd, autoClose: false });
  if (isTerminal(fd)) return new (process.getBuiltinModule('node:tty').ReadStream)(fd);
  return new (process.getBuiltinModule('node:net').Socket)({ fd, readable: true, writable: false });
}

class Descriptors implements HostChannel {
  readonly pid = undefined;
  readonly #input: HostInput | undefined;
  readonly #output: HostOutput | undefined;
  readonly #events: ChannelEvents;
  readonly #writing: Writing;
  #cancelRead: (() => void) | undefined;
  #waiting = 0;
  #open = true;

  constructor(
    input: HostInput | undefined,
    output: HostOutput | undefined,
    events: ChannelEvents,
    writing: Writing,
  ) {
    this.#input = input;
    this.#output = output;
    this.#events = events;
    this.#writing = writing;
    this.#read();
  }

  get waiting(): number {
    return this.#waiting;
  }

  write(bytes: Uint8Array): void {
    if (this.#output === undefined) return;
    try {
      if (this.#output.write(bytes)) return;
    } catch (error) {
      const reason = hostError(error);
      setImmediate(() => this.#open && this.#events.failed(reason));
      return;
    }
    this.#waiting += bytes.length;
    this.#writing(this, false);
    this.#output.onDrain(() => {
      this.#waiting = 0;
      this.#writing(this, true);
      if (this.#open) this.#events.written();
    });
  }

  close(flush: boolean, done: () => void): void {
    this.#open = false;
    this.#cancelRead?.();
    if (flush && this.#output !== undefined) this.#output.onDrain(done);
    else setImmediate(done);
  }

  #read(): void {
    this.#cancelRead = this.#input?.read((bytes, error) => {
      this.#cancelRead = undefined;
      if (!this.#open) return;
      if (error !== undefined) this.#events.failed(error);
      else if (bytes === undefined) this.#events.end();
      else {
        this.#events.data(bytes);
        if (this.#open) this.#read();
      }
    });
  }
}
