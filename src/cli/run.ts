// `beamjit FILE`: makes a runtime, calls the function, and ends the program as Erlang would.
//
// Everything that the program leads to ends in `Session.end`, exactly once: all output is written first, also what a
// slow pipe has not taken yet.

import { charDataText } from '../gc/chardata.ts';
import { NotImplemented } from '../gc/errors.ts';
import { printTerm } from '../gc/print.ts';
import { atom, charList, list } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Host } from '../host/host.ts';
import { withLibrary } from '../host/library-files.ts';
import { cacheFolder } from '../host/node/code-cache.ts';
import { createNodeHost } from '../host/node/host.ts';
import { findOtp, OtpNotFound } from '../host/node/otp.ts';
import { stackBudget } from '../host/node/stack.ts';
import { ImageError } from '../jit/image.ts';
import type { TierOptions } from '../jit/tiers.ts';
import { LoadError } from '../loader/errors.ts';
import type { DecodedModule } from '../loader/module.ts';
import { type CallResult, Runtime } from '../runtime.ts';
import type { Process } from '../sched/process.ts';
import { readArguments } from './arguments.ts';
import { CommandError, EXIT } from './errors.ts';
import type { CommandLine, Target } from './options.ts';
import { parseFilter } from './patterns.ts';
import { openProgram, type Program } from './program.ts';

/** Runs what the command line names; the process ends when the program does. */
export async function run(line: CommandLine): Promise<void> {
  const tiers = await tiersOf(line);
  const host = createNodeHost({
    exit: (status) => {
      tiers?.compiler.close();
      process.exit(status);
    },
  });
  const session = new Session(line, tiers, host);
  process.once('SIGINT', () => session.end(EXIT.INTERRUPTED));
  await session.start();
}

async function tiersOf({
  tier,
  thresholds,
  jitFilter,
  cache,
}: CommandLine): Promise<TierOptions | undefined> {
  if (tier === 'interp') return undefined;
  const { NodeCompiler } = await import('../host/node/compiler.ts');
  const compiler = new NodeCompiler({ cacheFolder: cache ? cacheFolder(process.env) : undefined });
  const filter = jitFilter === undefined ? undefined : parseFilter(jitFilter);
  return { tier, compiler, filter, depthLimit: stackBudget(), ...thresholds };
}

/** A program and the runtime that it runs in; the host's `exit` hears that it is over. */
export class Session {
  readonly #line: CommandLine;
  readonly #host: Host;
  readonly #program: Program;
  readonly #target: Required<Target> & { module: string };
  readonly #runtime: Runtime;
  /** What is told at the very end: statistics. */
  readonly #epilogue: (() => string)[] = [];
  #main: Process | undefined;
  #ended = false;

  constructor(line: CommandLine, tiers: TierOptions | undefined, host: Host) {
    this.#line = line;
    this.#program = openProgram(line.file, line.dirs);
    const files = this.#program.archives.reduce(withLibrary, host.files);
    this.#host = { ...host, files };
    this.#target = chooseTarget(line, this.#program);
    this.#runtime = new Runtime({
      host: this.#host,
      otp: findOtp({ dir: line.otp, env: process.env }),
      resolveModule: (name) => this.#program.modules.read(name),
      moduleFile: (name) => this.#program.modules.fileOf(name),
      kernel: {
        codePath: this.#program.codePath,
        plainArguments: line.args,
        withElixir: this.#target.module.startsWith('Elixir.'),
      },
      tiers: tiers && { ...tiers, precompiled: this.#program.precompiled },
      onDeadlock: () => this.#deadlocked(),
      onHalt: (status) => this.end(status),
      onPanic: (error) => this.#panicked(error),
    });
  }

  async start(): Promise<void> {
    const { stats, why, dump, traces } = this.#line;
    if (stats || why || dump || traces.names.size > 0) {
      const { watch } = await import('./watch.ts');
      const tell = (text: string) => this.#tell(text);
      this.#epilogue.push(watch(this.#runtime, this.#program.modules, this.#line, tell));
    }
    this.#preload(this.#program.main);
    this.#runtime.scheduler.start();
    readArguments(this.#runtime, this.#target, this.#line.args, (args) => this.#call(args));
  }

  /** The main module is decoded already. One with an on_load function is the code server's to load. */
  #preload(main: DecodedModule | undefined): void {
    if (main === undefined || main.onLoad !== 0) return;
    this.#runtime.load(main, this.#program.modules.fileOf(main.name) ?? this.#line.file);
  }

  #call(args: Term[]): void {
    const { module, name } = this.#target;
    this.#main = this.#runtime.evaluate(atom(module), atom(name), list(args), (result) => {
      if (!result.ok) this.#failed(result);
      else if (name !== 'main' || this.#line.print) this.#print(result.value);
      else this.#runtime.halt(EXIT.OK);
    });
  }

  #print(value: Term): void {
    const args = list([charList('~tp~n'), list([value])]);
    this.#runtime.evaluate(atom('io'), atom('format'), args, (result) => {
      if (result.ok) this.#runtime.halt(EXIT.OK);
      else this.#failed(result);
    });
  }

  /** An uncaught exception, in the words of erl_error. */
  #failed(failure: CallResult & { ok: false }): void {
    const { reason, stacktrace } = failure;
    const args = list([atom(failure.class), reason, stacktrace]);
    this.#runtime.evaluate(atom('erl_error'), atom('format_exception'), args, (result) => {
      // init:stop kills every process, this one too, before it halts
      if (!result.ok && result.reason === atom('killed')) return;
      const text = result.ok ? charDataText(result.value, 'utf8') : undefined;
      this.#complain(text ?? `exception ${failure.class}: ${printTerm(reason)}`);
      this.#runtime.halt(EXIT.FAILED);
    });
  }

  #deadlocked(): void {
    const at = this.#main && this.#runtime.interpreter.currentFunction(this.#main);
    const where = at === undefined ? '' : `; the program waits in ${mfa(at)}`;
    this.#complain(
      `beamjit: deadlock: every process waits for a message and none can come${where}`,
    );
    this.end(EXIT.FAILED);
  }

  /** Something that is no Erlang exception: a file that cannot be loaded, what is not there, or a bug of ours. */
  #panicked(error: unknown): void {
    this.#complain(describeFailure(error));
    this.end(EXIT.FAILED);
  }

  /** A message of ours, after what the program has written. */
  #complain(text: string): void {
    this.#runtime.flush();
    this.#tell(`${text}\n`);
  }

  #tell(text: string): void {
    try {
      this.#host.stderr.write(new TextEncoder().encode(text));
    } catch {
      // nobody reads it
    }
  }

  end(status: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#runtime.flush();
    this.#runtime.scheduler.stop();
    const { stdout, stderr, programs } = this.#host;
    const exit = () => this.#host.exit(status);
    stdout.onDrain(() => {
      for (const report of this.#epilogue) this.#tell(report());
      stderr.onDrain(() => (programs === undefined ? exit() : programs.onDrain(exit)));
    });
  }
}

/** The line for a failure that is not the program's own exception. */
export function describeFailure(error: unknown): string {
  if (error instanceof NotImplemented) return error.message;
  const isOurs =
    error instanceof LoadError ||
    error instanceof ImageError ||
    error instanceof OtpNotFound ||
    error instanceof CommandError;
  if (isOurs) {
    return `beamjit: ${error.message}`;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `beamjit: internal error (a bug of beamjit, not of the program): ${text}`;
}

/** The function to call. */
function chooseTarget(
  line: CommandLine,
  { main, isEscript }: Program,
): Target & { module: string } {
  const { file, target, args } = line;
  const module = target?.module ?? main?.name;
  if (module === undefined) {
    throw new CommandError(
      `${file}: which module? Name a function: beamjit ${file} MODULE:main/0`,
      EXIT.USAGE,
    );
  }
  if (target !== undefined) {
    const given = target.name === 'main' && target.arity === 1 ? 1 : args.length;
    if (given !== target.arity) {
      throw new CommandError(
        `${target.name}/${target.arity} takes ${target.arity} arguments, and ${args.length} stand after --`,
        EXIT.USAGE,
      );
    }
    return { ...target, module };
  }
  const exported = (arity: number) =>
    main?.exports.some((entry) => entry.name === 'main' && entry.arity === arity) === true;
  if (isEscript || (exported(1) && (args.length > 0 || !exported(0)))) {
    return { module, name: 'main', arity: 1 };
  }
  if (exported(0)) return { module, name: 'main', arity: 0 };
  throw new CommandError(
    `${file}: the module ${module} exports neither main/0 nor main/1; name a function: ` +
      `beamjit ${file} FUNCTION/ARITY`,
    EXIT.USAGE,
  );
}

/** `module:function/arity` of a tuple of the three. */
function mfa(t: Term): string {
  return printTerm(t).replace(/^\{(.*),(.*),(\d+)\}$/, '$1:$2/$3');
}
