// The composition root: one object that owns all state of one runtime.

import { CodeFiles } from './bifs/code.ts';
import { systemFlags } from './bifs/erlang-statistics.ts';
import { allBifs } from './bifs/index.ts';
import { BifTable } from './bifs/table.ts';
import { EmulatorLog } from './boot/emulator-log.ts';
import { Kernel, type KernelOptions } from './boot/kernel.ts';
import { Code, type ExportRecord } from './code/code.ts';
import type { LoadedModule } from './code/module.ts';
import './gc/bigint.ts';
import './gc/constants.ts';
import type { ErrorClass } from './gc/errors.ts';
import { atomName, atoms, NIL } from './gc/term.ts';
import type { Term } from './gc/types.ts';
import type { Host, HostFiles } from './host/host.ts';
import { withLibrary } from './host/library-files.ts';
import type { OtpLibrary } from './host/otp-library.ts';
import { Interpreter } from './interp/runner.ts';
import { IoServer } from './io/server.ts';
import { type TierOptions, Tiers } from './jit/tiers.ts';
import { decodeModule } from './loader/decode.ts';
import type { DecodedModule } from './loader/module.ts';
import type { Process } from './sched/process.ts';
import { Scheduler } from './sched/scheduler.ts';
import { latin1ToString } from './util/utf8.ts';

const am = atoms('standard_error', 'user');

export interface RuntimeOptions {
  readonly host: Host;
  /** OTP's own modules. */
  readonly otp: OtpLibrary;
  /** The bytes of a module that is neither loaded nor OTP's; asked before OTP. */
  readonly resolveModule?: (name: string) => Uint8Array | undefined;
  /** The file of a module that it has found. */
  readonly moduleFile?: (name: string) => string | undefined;
  /** How OTP's kernel is booted when somebody needs it. */
  readonly kernel?: Partial<KernelOptions>;
  /** Which code is compiled; without it none is. */
  readonly tiers?: TierOptions;
  /** A process died of an error or a throw; `reason` is what its links get. */
  readonly onCrash?: (p: Process, reason: Term) => void;
  /** Nothing can ever run again. */
  readonly onDeadlock?: () => void;
  /** `erlang:halt`. */
  readonly onHalt?: (status: number) => void;
  /** A bug of ours, or something that is not implemented. */
  readonly onPanic?: (error: unknown) => void;
}

/** How a call ended. */
export type CallResult =
  | { readonly ok: true; readonly value: Term }
  | {
      readonly ok: false;
      readonly class: ErrorClass;
      readonly reason: Term;
      readonly stacktrace: Term;
    };

/** Built-in functions are the same for all runtimes of a realm. */
const bifs = new BifTable(allBifs());

export class Runtime {
  readonly bifs = bifs;
  readonly host: Host;
  readonly otp: OtpLibrary;
  /** The host's files with OTP's among them. */
  readonly files: HostFiles;
  readonly code = new Code(bifs);
  readonly interpreter: Interpreter;
  readonly tiers: Tiers | undefined;
  readonly scheduler: Scheduler;
  /** The process `user`, group leader of what is spawned from outside. */
  readonly user: IoServer;
  readonly standardError: IoServer;
  readonly kernel: Kernel;
  readonly codeFiles = new CodeFiles(this);
  /** Log events of the runtime itself. */
  readonly log = new EmulatorLog(this, () => systemFlags(this).systemLogger);
  private readonly options: RuntimeOptions;
  private readonly slots = new Map<symbol, unknown>();
  private readonly calls = new Map<Process, (result: CallResult) => void>();

  constructor(options: RuntimeOptions) {
    this.options = options;
    this.host = options.host;
    this.otp = options.otp;
    this.files = withLibrary(options.host.files, options.otp);
    this.interpreter = new Interpreter(this.code, bifs, this);
    const { tiers } = options;
    if (tiers !== undefined && tiers.tier !== 'interp') this.tiers = new Tiers(this.code, tiers);
    this.scheduler = new Scheduler(this, this.interpreter, {
      clock: options.host.clock,
      sliceReductions: tiers?.sliceReductions,
      onCrash: (p, reason) => {
        if (this.calls.has(p)) return;
        this.log.processFailed(p, reason);
        options.onCrash?.(p, reason);
      },
      onTurn: (idle) => this.log.turn(idle),
      onDeadlock: options.onDeadlock,
      onPanic: options.onPanic,
      onUnknownName: (name) => this.kernel.nameWanted(name),
    });
    this.kernel = new Kernel(this, {
      codePath: [],
      plainArguments: [],
      flags: [],
      withElixir: false,
      ...options.kernel,
    });
    this.scheduler.exitHooks.push((p, reason) => this.finishCall(p, reason));
    this.scheduler.ports.onBadOutput = ({ settings }) =>
      this.log.badOutput(latin1ToString(settings.name));
    const { stdin, stdout, stderr } = options.host;
    this.user = new IoServer(this, { input: stdin, output: stdout, name: am.user });
    this.standardError = new IoServer(this, { output: stderr, name: am.standard_error });
  }

  /** The part of this runtime's state that belongs to whoever knows the key, made when first asked for. */
  slot<T>(key: symbol, make: (runtime: Runtime) => T): T {
    let value = this.slots.get(key) as T | undefined;
    if (value === undefined) {
      value = make(this);
      this.slots.set(key, value);
    }
    return value;
  }

  /**
   * Calls `module:name(args…)` in a process of its own; `done` hears how it ended. One that the runtime needs for itself (`system`)
   * runs while the program stands still.
   */
  evaluate(
    module: Term,
    name: Term,
    args: Term,
    done: (result: CallResult) => void,
    system = false,
  ): Process {
    const p = this.scheduler.spawn({ module, name, args, groupLeader: this.user.pid, system });
    this.calls.set(p, done);
    return p;
  }

  private finishCall(p: Process, reason: Term): void {
    const done = this.calls.get(p);
    if (done === undefined) return;
    this.calls.delete(p);
    const value = this.interpreter.takeResult(p);
    if (value !== undefined) done({ ok: true, value });
    // without an exception of its own it was an exit signal that ended it
    else
      done({
        ok: false,
        ...(this.interpreter.exceptionOf(p) ?? { class: 'exit', reason, stacktrace: NIL }),
      });
  }

  /** Loads the module of an export that was called; false where there is none or it lacks the function. */
  autoload(target: ExportRecord): boolean {
    return this.loadModule(target.module) !== undefined && target.isDefined;
  }

  /** Loads a module that is not loaded from where modules are found; undefined where it is, or there is none. Throws a LoadError. */
  loadModule(module: Term): LoadedModule | undefined {
    if (this.code.current(module) !== undefined) return undefined;
    const name = atomName(module);
    const bytes = this.options.resolveModule?.(name) ?? this.otp.readModule(name);
    if (bytes === undefined) return undefined;
    const file = this.options.moduleFile?.(name) ?? this.otp.modulePath(name) ?? `${name}.beam`;
    return this.load(decodeModule(bytes, { file: `${name}.beam` }), file);
  }

  /** Makes a decoded module the current version. The code server, if there is one some day, knows it by that file. */
  load(decoded: DecodedModule, file: string): LoadedModule {
    const loaded = this.code.load(decoded);
    if (loaded.active) this.codeFiles.add(loaded.atom, file);
    return loaded;
  }

  /** Ends this runtime with an exit status, after its output is written. */
  halt(status: number, flush = true): void {
    if (flush) this.flush();
    else this.scheduler.ports.closeAll(false);
    this.scheduler.stop();
    this.options.onHalt?.(status);
  }

  /** Hands all output to the host. */
  flush(): void {
    this.user.flush();
    this.standardError.flush();
  }

  /** Whoever read our output is gone. */
  outputClosed(): void {
    this.scheduler.stop();
    this.options.onHalt?.(0);
  }
}
