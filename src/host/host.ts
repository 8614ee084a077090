// What a runtime needs of the world around it. A host is an object handed to the runtime, so that several runtimes
// with different hosts live in one program; nothing here or in a host is global, and the core calls nothing of
// JavaScript's own for these things.
//
// The host implements mechanisms, not Erlang's semantics: it knows no terms. What a host cannot do it refuses with
// `new HostError('enotsup')`, never with a wrong answer. src/host/node implements all of it.
import type { CompileRequest } from '../jit/service.ts';
import type { CompiledUnit } from '../jit/unit.ts';

/** An operation that failed for a reason that the program may handle. The code is POSIX's, in lower case: `enoent`. */
export class HostError extends Error {
  readonly code: string;

  constructor(code: string, message = code) {
    super(message);
    this.name = 'HostError';
    this.code = code;
  }
}

/** Clocks, timers and turns of the event loop. */
export interface HostClock {
  /** A clock that never goes back, in nanoseconds from any origin. */
  monotonicNanoseconds(): bigint;
  /** The same clock in milliseconds, with fractions. */
  milliseconds(): number;
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  systemNanoseconds(): bigint;
  /** Minutes to add to UTC for local time at this moment (milliseconds since 1970). */
  utcOffsetMinutes(at: number): number;
  /** Processor time that the program has used, in milliseconds. */
  cpuMilliseconds(): number;
  /** Calls back once, not before `ms` milliseconds. The program stays alive for it. */
  setTimer(ms: number, callback: () => void): unknown;
  clearTimer(timer: unknown): void;
  /** Calls back after the event loop has served what is pending. */
  defer(callback: () => void): void;
}

/** An input stream. It keeps the program alive only while somebody waits to read. */
export interface HostInput {
  readonly isTerminal: boolean;
  /**
   * Waits for the next bytes: at least one, or `undefined` at the end and ever after. One read at a time. What
   * was read and not delivered because the wait was cancelled goes to the next reader.
   */
  read(done: (bytes: Uint8Array | undefined, error?: HostError) => void): () => void;
  /** Whether a terminal hands over each key instead of each line. */
  setRaw(raw: boolean): void;
}

/** An output stream. */
export interface HostOutput {
  readonly isTerminal: boolean;
  /** The terminal's width, `undefined` where there is none. */
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /**
   * Takes the bytes. False means that more should wait until `onDrain` calls back. A stream that is closed at its
   * other end throws `epipe`, at this call or a later one.
   */
  write(bytes: Uint8Array): boolean;
  /** Calls back once when everything that was written is out of the program, or cannot be. */
  onDrain(done: () => void): void;
}

/** A path: text, or bytes where a name is no text. Relative ones start at the host's working directory. */
export type HostPath = string | Uint8Array;

export interface OpenOptions {
  readonly read?: boolean;
  readonly write?: boolean;
  /** Makes the file if there is none. */
  readonly create?: boolean;
  readonly truncate?: boolean;
  /** Every write goes to the end. */
  readonly append?: boolean;
  /** Fails with `eexist` if there is a file. */
  readonly exclusive?: boolean;
  /** Writes return when the data is on the device. */
  readonly sync?: boolean;
  /** Opens a folder, else `enotdir`. Without it a folder is `eisdir`, unless `anyType` is set. */
  readonly directory?: boolean;
  readonly anyType?: boolean;
}

export type FileType = 'device' | 'directory' | 'regular' | 'symlink' | 'other';

export interface FileInfo {
  readonly type: FileType;
  readonly size: number;
  readonly mode: number;
  readonly links: number;
  /** Seconds since 1970: access, modification, change of the entry. */
  readonly accessed: number;
  readonly modified: number;
  readonly changed: number;
  readonly majorDevice: number;
  readonly minorDevice: number;
  readonly inode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Where `seek` counts from: the beginning, the current position, the end. */
export type SeekOrigin = 'bof' | 'cur' | 'eof';

/** An open file with a position. All calls are synchronous. */
export interface HostFile {
  /** Up to `length` bytes at the position; none at the end. */
  read(length: number): Uint8Array;
  /** Writes all at the position. */
  write(bytes: Uint8Array): void;
  /** Up to `length` bytes from `offset`; the position stays. */
  readAt(offset: number, length: number): Uint8Array;
  writeAt(offset: number, bytes: Uint8Array): void;
  /** Moves the position and returns it, counted from the beginning. */
  seek(offset: number, from: SeekOrigin): number;
  /** Cuts the file, or lengthens it, at the position. */
  truncate(): void;
  sync(dataOnly: boolean): void;
  info(): FileInfo;
  close(): void;
}

/** Files and folders by their paths. All calls are synchronous and throw `HostError`. */
export interface HostFiles {
  open(path: HostPath, options: OpenOptions): HostFile;
  readFile(path: HostPath): Uint8Array;
  /** Information about what a path, or a link at its end, leads to. */
  info(path: HostPath, followLinks: boolean): FileInfo;
  /** Whether the program may read and write there. */
  access(path: HostPath): { readonly read: boolean; readonly write: boolean };
  /** The names in a folder, in no order, without `.` and `..`. */
  list(path: HostPath): Uint8Array[];
  makeDirectory(path: HostPath): void;
  deleteFile(path: HostPath): void;
  deleteDirectory(path: HostPath): void;
  rename(from: HostPath, to: HostPath): void;
  makeLink(existing: HostPath, path: HostPath): void;
  makeSymlink(target: HostPath, path: HostPath): void;
  readLink(path: HostPath): Uint8Array;
  setMode(path: HostPath, mode: number): void;
  setOwner(path: HostPath, uid: number, gid: number): void;
  /** Seconds since 1970. */
  setTimes(path: HostPath, accessed: number, modified: number): void;
  workingDirectory(): Uint8Array;
  setWorkingDirectory(path: HostPath): void;
}

/** The environment of this host: its own, changes show nowhere else. */
export interface HostEnvironment {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  unset(name: string): void;
  entries(): Iterable<readonly [name: string, value: string]>;
}

/** What a program of the operating system is started with. All text is bytes, as the system has it. */
export interface ProgramStart {
  /** A line for the shell, or a file with the program's arguments; its own name is `name`, by default the file's. */
  readonly command:
    | { readonly shell: Uint8Array }
    | {
        readonly file: Uint8Array;
        readonly name?: Uint8Array;
        readonly args: readonly Uint8Array[];
      };
  /** The folder that paths start at; `folder` is entered before the program starts. */
  readonly base: Uint8Array;
  readonly folder?: Uint8Array;
  /** The whole environment. */
  readonly env: Iterable<readonly [name: string, value: string]>;
  /** Whether its input and output are pipes to here; it has the host's own where they are not. */
  readonly input: boolean;
  readonly output: boolean;
  /** The pipes are its standard input and output, or else its descriptors 3 and 4. */
  readonly standard: boolean;
  /** Its standard error goes where its output goes. */
  readonly errorsToOutput: boolean;
}

/** What a program, or whatever else is written to and read from, tells. Nothing is told before `start` has returned. */
export interface ChannelEvents {
  data(bytes: Uint8Array): void;
  /** There is no more data. */
  end(): void;
  /** The program has ended, by itself or (128 and more) by a signal. There may be data still. */
  exit(status: number): void;
  /** Some of what waited is written. */
  written(): void;
  /** What was written cannot be taken any more. */
  failed(error: HostError): void;
}

/** Where to write to what `ChannelEvents` come from. */
export interface HostChannel {
  /** The program's number in the operating system. */
  readonly pid: number | undefined;
  /** How many bytes of what was written are not taken yet. */
  readonly waiting: number;
  write(bytes: Uint8Array): void;
  /** Closes all pipes and tells nothing more; the program goes on. With `flush`, what waits is written before. */
  close(flush: boolean, done: () => void): void;
}

/** Programs of the operating system. */
export interface HostPrograms {
  /** Starts one. What fails only in its own process is told by its exit status, as shells do. */
  start(start: ProgramStart, events: ChannelEvents): HostChannel;
  /** Opens descriptors that this process has, for reading, writing or both. They are not closed. */
  openDescriptors(
    input: number | undefined,
    output: number | undefined,
    events: ChannelEvents,
  ): HostChannel;
  /** Calls back once when everything that was written to programs is taken, or cannot be. */
  onDrain(done: () => void): void;
}

export interface HostSystem {
  /** As `os:type()` tells it: `unix`, `linux`. */
  readonly family: 'unix' | 'win32';
  readonly name: string;
  readonly version: readonly [major: number, minor: number, patch: number];
  readonly pid: number;
  readonly hostname: string;
  /** The processor, as GNU names machines: `x86_64`. */
  readonly machine: string;
  readonly processors: number;
}

export interface Host {
  readonly clock: HostClock;
  readonly stdin: HostInput;
  readonly stdout: HostOutput;
  readonly stderr: HostOutput;
  readonly files: HostFiles;
  readonly env: HostEnvironment;
  readonly system: HostSystem;
  /** Absent where the host can start none. */
  readonly programs?: HostPrograms;
  /** Fills the bytes with randomness fit for keys. */
  fillRandom(bytes: Uint8Array): void;
  /** Ends the program at once; what is not drained may be lost. A host that cannot end only stops the runtime. */
  exit(status: number): void;
}

/** Compiles hot code to WebAssembly, in the background or at once. */
export interface HostCompiler {
  /** A number for a module that no other module has. */
  nextId(): number;
  /** Compiles in the background; `done` is called between time slices. */
  submit(request: CompileRequest, done: (result: CompiledUnit | Error) => void): void;
  /** Compiles at once; absent where the host cannot. */
  readonly now?: (request: CompileRequest) => CompiledUnit | Error;
  /** What earlier runs have compiled; absent where nothing is kept. */
  readonly cache?: HostCodeCache;
  /** Calls back once after `ms` milliseconds, unless the program ends before: it does not stay alive for this. */
  after(ms: number, callback: () => void): void;
  /** Ends its threads and keeps what is worth it. Nobody is called back any more. */
  close(): void;
}

/**
 * Keeps something about modules from one run of the program to the next, such as their compiled code. It never fails: what cannot be read,
 * is damaged, or comes from another build of beamjit is not there, and what cannot be written is dropped.
 */
export interface HostCodeCache {
  /** Whether `read` is likely to answer something; cheap. */
  has(module: string, bytes: Uint8Array): boolean;
  /** What was kept for a module of that name with just these bytes. */
  read(module: string, bytes: Uint8Array): Uint8Array | undefined;
  write(module: string, bytes: Uint8Array, content: Uint8Array): void;
}
