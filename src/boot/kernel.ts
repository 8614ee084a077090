// OTP's kernel on demand.
//
// A program that calls lists:map/2 and prints needs no code server, no application controller and no logger, and booting
// them would take longer than the program. So nothing of the kernel runs at first; who asks for one of its names (by sending to it,
// looking it up, using its tables) waits while OTP's own `init:boot/1` boots the real thing, and then goes on.
import { TryAgain } from '../gc/errors.ts';
import { atom, atoms, isTuple, list, tuple, tupleElement } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Process } from '../sched/process.ts';
import type { Runtime } from '../runtime.ts';
import { bootArguments, type CommandLine, type Flags, startInit } from './init.ts';

const am = atoms('boot', 'init', 'notify_when_started', 'started');

/** Names that the kernel registers. */
const NAMES = new Set(
  [
    'application_controller', 'auth', 'code_server', 'erl_epmd', 'erl_prim_loader', 'erl_signal_server', 'erts_code_purger', 'error_logger', 'file_server_2',
    'global_group', 'global_name_server', 'inet_db', 'kernel_logger_proxy', 'kernel_refc', 'kernel_safe_sup', 'kernel_sup', 'logger', 'logger_proxy', 'logger_std_h_default',
    'logger_sup', 'net_kernel', 'net_sup', 'rex', 'standard_error_sup', 'user_drv',
  ].map((name) => atom(name)),
);

/** Tables that the kernel owns. */
const TABLES = new Set(['ac_tab', 'code', 'inet_db', 'global_names', 'logger', 'sys_dist'].map((name) => atom(name)));

export interface KernelOptions {
  /** Folders for the code path, before OTP's. */
  readonly codePath: readonly string[];
  /** What `init:get_plain_arguments/0` answers. */
  readonly plainArguments: readonly string[];
  /** Further emulator flags, as `erl` takes them. */
  readonly flags: Flags;
}

export class Kernel {
  private readonly runtime: Runtime;
  private readonly commandLine: CommandLine;
  private state: 'off' | 'booting' | 'up' = 'off';
  private init: Process | undefined;
  private readonly waiting: (() => void)[] = [];

  constructor(runtime: Runtime, options: KernelOptions) {
    this.runtime = runtime;
    this.commandLine = commandLine(runtime, options);
    startInit(runtime.scheduler, this.commandLine, (done) => this.whenUp(done));
  }

  get isUp(): boolean {
    return this.state === 'up';
  }

  /** Somebody asks for a name that nobody has: throws TryAgain where the kernel will have it. */
  nameWanted(name: Term): void {
    if (NAMES.has(name)) this.wanted();
  }

  /** The same for a named table. */
  tableWanted(name: Term): void {
    if (TABLES.has(name)) this.wanted();
  }

  private wanted(): void {
    if (this.state === 'up' || this.isOurs(this.runtime.scheduler.current)) return;
    throw new TryAgain((again) => this.whenUp(again));
  }

  /** Whether a process belongs to the boot: it must not wait for itself. */
  private isOurs(p: Process | null): boolean {
    return p === null || (this.init !== undefined && p.id >= this.init.id);
  }

  /** Boots the kernel if need be and calls back when it is up. */
  whenUp(done: () => void): void {
    if (this.state === 'up') {
      done();
      return;
    }
    this.waiting.push(done);
    if (this.state === 'off') this.boot();
  }

  private boot(): void {
    this.state = 'booting';
    const { scheduler, user } = this.runtime;
    scheduler.signals.unregister(am.init);
    this.init = scheduler.spawn({
      module: am.init,
      name: am.boot,
      args: list([bootArguments(this.commandLine)]),
      groupLeader: user.pid,
    });
    const listener = scheduler.spawnNative({
      onMessage: (message) => {
        if (isTuple(message) && tupleElement(message, 1) === am.started) this.finished();
      },
    });
    // init registers itself in its first slice; the request must not come before.
    const ask = (): void => {
      if (scheduler.signals.whereis(am.init) === undefined) this.runtime.host.clock.defer(ask);
      else scheduler.send(null, am.init, tuple(listener.pid, tuple(am.notify_when_started, listener.pid)));
    };
    ask();
  }

  private finished(): void {
    this.state = 'up';
    for (const done of this.waiting.splice(0)) done();
  }
}

/** The emulator's command line. */
function commandLine({ otp, host }: Runtime, { codePath, flags, plainArguments }: KernelOptions): CommandLine {
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
      ...flags,
    ],
    plain: plainArguments,
  };
}
