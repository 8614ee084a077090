// OTP's kernel and Elixir's runtime, on demand.
//
// A program that calls lists:map/2 and prints needs no code server, no application controller and no logger, and booting
// them would take longer than the program. So nothing of the kernel runs at first; who asks for one of its names or
// tables waits while OTP's own `init:boot/1` boots the real thing. Elixir's applications follow in the same way.
import { atoms, exactEqual, isTuple, list, tuple, tupleElement } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Runtime } from '../runtime.ts';
import { bootArguments, type CommandLine, type Flags, startInit } from './init.ts';
import { OnDemand, type Part } from './on-demand.ts';

const am = atoms(
  '$primary_config$',
  'application',
  'boot',
  'elixir',
  'ensure_all_started',
  'erts_code_purger',
  'init',
  'logger',
  'logger_config',
  'notify_when_started',
  'start',
  'started',
);

const KERNEL_NAMES = [
  'application_controller',
  'code_server',
  'erl_prim_loader',
  'erl_signal_server',
  'error_logger',
  'erts_code_purger',
  'file_server_2',
  'global_group',
  'global_group_check',
  'global_name_server',
  'inet_db',
  'kernel_refc',
  'kernel_safe_sup',
  'kernel_sup',
  'logger',
  'logger_handler_watcher',
  'logger_proxy',
  'logger_std_h_default',
  'logger_sup',
  'rex',
  'socket_registry',
  'standard_error_sup',
];

/** Named tables, and atoms that persistent terms are kept by. */
const KERNEL_TABLES = [
  'ac_tab',
  'code_server',
  'global_locks',
  'global_names',
  'inet_cache',
  'inet_db',
  'inet_hosts_byname',
  'kernel_os_cmd_shell',
  'logger',
];

/** The persistent term of the level from which on events are logged. */
const PRIMARY_LEVEL = tuple(am.logger_config, am.$primary_config$);

const ELIXIR_NAMES = [
  'elixir_config',
  'elixir_code_server',
  'elixir_sup',
  'Elixir.Logger.Supervisor',
];

const ELIXIR_TABLES = ['elixir_config', 'elixir_modules'];

export interface KernelOptions {
  /** Folders for the code path, before OTP's. */
  readonly codePath: readonly string[];
  /** What `init:get_plain_arguments/0` answers. */
  readonly plainArguments: readonly string[];
  /** Further emulator flags, as `erl` takes them. */
  readonly flags: Flags;
  /** Whether Elixir's applications come with the kernel, as the command `elixir` has it, instead of when they are needed. */
  readonly withElixir: boolean;
}

export class Kernel {
  private readonly runtime: Runtime;
  private readonly options: KernelOptions;
  private readonly commandLine: CommandLine;
  private readonly kernel: OnDemand;
  /** The kernel, and Elixir's applications where they are another part. */
  private readonly parts: readonly OnDemand[];

  constructor(runtime: Runtime, options: KernelOptions) {
    const { scheduler } = runtime;
    this.runtime = runtime;
    this.options = options;
    this.commandLine = commandLine(runtime, options);
    const kernel: Part = {
      names: KERNEL_NAMES,
      tables: KERNEL_TABLES,
      forSystem: true,
      start: (done) => this.boot(done),
    };
    const elixir: Part = {
      names: ELIXIR_NAMES,
      tables: ELIXIR_TABLES,
      forSystem: false,
      start: (done) => this.whenUp(() => this.startElixir(done)),
    };
    const both: Part = {
      names: [...KERNEL_NAMES, ...ELIXIR_NAMES],
      tables: [...KERNEL_TABLES, ...ELIXIR_TABLES],
      forSystem: true,
      start: (done) => this.boot(() => this.startElixir(done)),
    };
    this.parts = (options.withElixir ? [both] : [kernel, elixir]).map(
      (part) => new OnDemand(scheduler, part),
    );
    this.kernel = this.parts[0];
    startInit(scheduler, this.commandLine, (done) => this.whenUp(done));
  }

  get isUp(): boolean {
    return this.kernel.isUp;
  }

  /** Whether nobody has needed it yet. */
  get isOff(): boolean {
    return this.kernel.isOff;
  }

  /** Somebody uses a name that nobody has: throws TryAgain where it will be there once something is started. */
  nameWanted(name: Term): void {
    for (const part of this.parts) part.nameWanted(name);
  }

  /** The same for a named table. */
  tableWanted(name: Term): void {
    for (const part of this.parts) part.tableWanted(name);
  }

  /** The same for a persistent term that has a default: the logger's level is another one with Elixir's applications. */
  termMissed(key: Term): void {
    if (this.options.withElixir && exactEqual(key, PRIMARY_LEVEL)) this.nameWanted(am.logger);
  }

  /** Boots the kernel if need be and calls back when it is up. */
  whenUp(done: () => void): void {
    this.kernel.whenUp(done);
  }

  private boot(done: () => void): void {
    const { scheduler, user, host } = this.runtime;
    scheduler.signals.unregister(am.init);
    scheduler.spawn({
      module: am.init,
      name: am.boot,
      args: list([bootArguments(this.commandLine)]),
      groupLeader: user.pid,
      system: true,
    });
    // The emulator starts this one itself.
    scheduler.spawn({
      module: am.erts_code_purger,
      name: am.start,
      args: list([]),
      groupLeader: user.pid,
      system: true,
    });
    const listener = scheduler.spawnNative({
      onMessage: (message) => {
        if (!isTuple(message) || tupleElement(message, 1) !== am.started) return;
        this.runtime.codeFiles.tell();
        done();
      },
    });
    // init registers itself in its first slice; the request must not come before.
    const ask = (): void => {
      if (scheduler.signals.whereis(am.init) === undefined) host.clock.defer(ask);
      else
        scheduler.send(
          null,
          am.init,
          tuple(listener.pid, tuple(am.notify_when_started, listener.pid)),
        );
    };
    ask();
  }

  private startElixir(done: () => void): void {
    const applications = list([list([am.elixir, am.logger])]);
    this.runtime.evaluate(am.application, am.ensure_all_started, applications, done, true);
  }
}

/** The emulator's command line. */
function commandLine(
  { otp, host }: Runtime,
  { codePath, flags, plainArguments }: KernelOptions,
): CommandLine {
  return {
    flags: [
      ['root', [otp.root]],
      ['bindir', [`${otp.root}/bin`]],
      ['progname', ['erl']],
      ['home', [host.env.get('HOME') ?? '/']],
      ['noshell', []],
      ['boot', [`${otp.root}/bin/start_clean`]],
      ['user', ['beamjit_user']],
      ...codePath.map((dir) => ['pa', [dir]] as const),
      // The code server finds what lies in lib itself; Elixir lies elsewhere.
      [
        'pz',
        otp
          .apps()
          .filter(({ dir }) => !dir.startsWith(`${otp.root}/lib/`))
          .map(({ dir }) => `${dir}/ebin`),
      ],
      ...flags,
    ],
    plain: plainArguments,
  };
}
