// The embedding API: a runtime as an object of JavaScript's.
//
//   const runtime = createRuntime();
//   runtime.load(bytes);
//   runtime.call('lists', 'sum', [[1, 2, 3]])          // 6
//   await runtime.callAsync('timer', 'sleep', [10])    // Atom ok
//
// Each call runs in a process of its own. `call` runs processes until it has the answer and never gives the thread away;
// `callAsync` leaves that to the event loop, so that waiting, timers and other processes work.

import { charDataText } from '../gc/chardata.ts';
import type { ErrorClass } from '../gc/errors.ts';
import { printTerm } from '../gc/print.ts';
import * as T from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Host } from '../host/host.ts';
import type { OtpLibrary } from '../host/otp-library.ts';
import type { TierOptions } from '../jit/tiers.ts';
import { decodeModule } from '../loader/decode.ts';
import { type CallResult, Runtime as Core } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { type Binaries, type ConvertOptions, registerFun, toTerm, toValue } from './convert.ts';
import { CallWouldWait, ErlangError, RuntimeHalted } from './errors.ts';
import { Atom, type Fun, type Input, type Pid, type Value } from './values.ts';

export interface RuntimeOptions {
  readonly host: Host;
  /** OTP's own modules. */
  readonly otp: OtpLibrary;
  /** The bytes of a module that is called and not loaded yet; asked before OTP's library. */
  readonly resolve?: (module: string) => Uint8Array | undefined;
  /** What binaries become in JavaScript: `bytes` (the default), or `text` where they are UTF-8. */
  readonly binaries?: Binaries;
  /** What `init:get_plain_arguments/0` and Elixir's `System.argv/0` answer. */
  readonly args?: readonly string[];
  /** What compiles functions and when; without it the interpreter runs all code. The runtime closes the compiler when it ends. */
  readonly tiers?: TierOptions | undefined;
  /** The program has called `erlang:halt`. */
  readonly onHalt?: (status: number) => void;
}

/** A call that is under way. */
interface Call {
  readonly settle: (result: CallResult) => void;
  readonly abandon: (error: unknown) => void;
}

export class Runtime implements Disposable {
  readonly #core: Core;
  readonly #tiers: TierOptions | undefined;
  readonly #convert: ConvertOptions;
  readonly #calls = new Set<Call>();
  /** Why nothing runs any more. */
  #dead: unknown;
  #isDead = false;

  constructor(options: RuntimeOptions) {
    this.#tiers = options.tiers;
    this.#core = new Core({
      host: options.host,
      otp: options.otp,
      resolveModule: options.resolve,
      kernel: { plainArguments: options.args ?? [] },
      tiers: options.tiers,
      onHalt: (status) => {
        this.#end(new RuntimeHalted(status));
        options.onHalt?.(status);
      },
      onPanic: (error) => this.#end(error),
    });
    this.#convert = {
      binaries: options.binaries ?? 'bytes',
      fun: (term) => this.#funOf(term),
    };
  }

  /** Loads a module from the bytes of its .beam file, and answers its name. Throws a LoadError if they are damaged. */
  load(bytes: Uint8Array, file = 'module.beam'): string {
    this.#checkAlive();
    const decoded = decodeModule(bytes, { file });
    this.#core.load(decoded, file);
    return decoded.name;
  }

  /**
   * Calls a function and answers its result. Throws an ErlangError for an uncaught exception, and CallWouldWait where the
   * function cannot go on without waiting; its process is killed then.
   */
  call(module: string | Atom, name: string | Atom, args: readonly Input[] = []): Value {
    return this.#callNow(atomTerm(module), atomTerm(name), T.list(args.map(toTerm)));
  }

  /** Calls a function that may wait. The promise is rejected with an ErlangError for an uncaught exception. */
  callAsync(
    module: string | Atom,
    name: string | Atom,
    args: readonly Input[] = [],
  ): Promise<Value> {
    return this.#callLater(() => [atomTerm(module), atomTerm(name), T.list(args.map(toTerm))]);
  }

  /** Starts a process that runs on its own. */
  spawn(module: string | Atom, name: string | Atom, args: readonly Input[] = []): Pid {
    this.#checkAlive();
    const p = this.#core.scheduler.spawn({
      module: atomTerm(module),
      name: atomTerm(name),
      args: T.list(args.map(toTerm)),
      groupLeader: this.#core.user.pid,
    });
    this.#core.scheduler.start();
    return toValue(p.pid, this.#convert) as Pid;
  }

  /** Sends a message to a process, by its pid or its registered name. */
  send(to: Pid | Atom, message: Input): void {
    this.#checkAlive();
    this.#core.scheduler.send(null, toTerm(to), toTerm(message));
    this.#core.scheduler.start();
  }

  /** Boots OTP's kernel (code server, logger, application controller) now instead of when it is first needed. */
  boot(): Promise<void> {
    this.#checkAlive();
    return new Promise((resolve, reject) => {
      const call: Call = { settle: () => {}, abandon: reject };
      this.#calls.add(call);
      this.#core.kernel.whenUp(() => {
        this.#calls.delete(call);
        resolve();
      });
      this.#core.scheduler.start();
    });
  }

  /** The text of a value as `~tp` prints it. */
  format(value: Input): string {
    const chars = this.#callNow(
      T.atom('io_lib'),
      T.atom('format'),
      T.list([T.charList('~tp'), T.list([toTerm(value)])]),
      (term) => this.#charsOf(term),
    );
    return chars as string;
  }

  /** Ends all processes of this runtime, and the thread that compiles for it. Calls that are under way fail. */
  stop(): void {
    if (this.#isDead) return;
    this.#core.flush();
    this.#core.scheduler.stop();
    this.#end(new RuntimeHalted(0));
  }

  /** `stop`, at the end of the block: `using runtime = createRuntime();`. */
  [Symbol.dispose](): void {
    this.stop();
  }

  // ---- calls

  #callNow(
    module: Term,
    name: Term,
    args: Term,
    convert: (term: Term) => Value = (term) => toValue(term, this.#convert),
  ): Value {
    this.#checkAlive();
    const { scheduler } = this.#core;
    if (scheduler.current !== null) throw new Error('call inside of a call: use callAsync');
    let result: CallResult | undefined;
    const p = this.#core.evaluate(module, name, args, (r) => {
      result = r;
    });
    try {
      scheduler.runUntil(() => result !== undefined || this.#isDead);
    } catch (error) {
      this.#end(error);
    }
    this.#core.flush();
    if (result !== undefined) return this.#valueOf(result, convert);
    this.#checkAlive();
    this.#kill(p);
    throw new CallWouldWait(`${T.atomName(module)}:${T.atomName(name)}`);
  }

  #callLater(make: () => [Term, Term, Term]): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#checkAlive();
      const call: Call = {
        settle: (result) => {
          this.#calls.delete(call);
          this.#core.flush();
          try {
            resolve(this.#valueOf(result, (term) => toValue(term, this.#convert)));
          } catch (error) {
            reject(error);
          }
        },
        abandon: reject,
      };
      this.#core.evaluate(...make(), call.settle);
      this.#calls.add(call);
      this.#core.scheduler.start();
    });
  }

  #valueOf(result: CallResult, convert: (term: Term) => Value): Value {
    if (result.ok) return convert(result.value);
    throw this.#errorOf(result.class, result.reason, result.stacktrace);
  }

  #errorOf(errorClass: ErrorClass, reason: Term, stacktrace: Term): ErlangError {
    return new ErlangError(
      errorClass,
      toValue(reason, this.#convert),
      printTerm(reason, { limit: 500 }),
      toValue(stacktrace, this.#convert),
    );
  }

  #kill(p: Process): void {
    this.#core.scheduler.signals.exitSignal(p.pid, p, T.atom('kill'));
  }

  #funOf(term: Term): Fun {
    const apply = (args: readonly Input[]): [Term, Term, Term] => [
      T.atom('erlang'),
      T.atom('apply'),
      T.list([term, T.list(args.map(toTerm))]),
    ];
    const call = (...args: Input[]): Value => this.#callNow(...apply(args));
    const fun = Object.assign(call, {
      arity: T.funArity(term),
      async: (...args: Input[]) => this.#callLater(() => apply(args)),
    });
    return registerFun(fun, term);
  }

  #charsOf(term: Term): string {
    return charDataText(term, 'utf8') ?? printTerm(term);
  }

  #end(error: unknown): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#dead = error;
    this.#core.scheduler.stop();
    this.#tiers?.compiler.close();
    for (const call of this.#calls) call.abandon(error);
    this.#calls.clear();
  }

  #checkAlive(): void {
    if (this.#isDead) throw this.#dead;
  }
}

function atomTerm(name: string | Atom): Term {
  return T.atom(name instanceof Atom ? name.name : name);
}
