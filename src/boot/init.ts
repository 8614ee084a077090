// `init` before the kernel is booted: it answers what it is asked most, the emulator's command line, and hands everything else to
// OTP's own init, which it has booted for that.
import {
  atom,
  atoms,
  charList,
  isTuple,
  list,
  textBinary,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Scheduler } from '../sched/scheduler.ts';

const am = atoms('error', 'get_argument', 'get_arguments', 'get_plain_arguments', 'init', 'ok');

/** Flags and their values, in order, as `erl -flag value…` gives them. */
export type Flags = readonly (readonly [name: string, values: readonly string[]])[];

export interface CommandLine {
  readonly flags: Flags;
  readonly plain: readonly string[];
}

/** The command line as the emulator hands it to `init:boot/1`. */
export function bootArguments({ flags, plain }: CommandLine): Term {
  const words = [...flags.flatMap(([name, values]) => [`-${name}`, ...values]), '-extra', ...plain];
  return list(words.map(textBinary));
}

function answer(request: Term, { flags, plain }: CommandLine): Term | undefined {
  const texts = (values: readonly string[]): Term => list(values.map(charList));
  if (request === am.get_arguments)
    return list(flags.map(([name, values]) => tuple(atom(name), texts(values))));
  if (request === am.get_plain_arguments) return list(plain.map(textBinary));
  if (isTuple(request) && tupleElement(request, 0) === am.get_argument) {
    const wanted = tupleElement(request, 1);
    const found = flags.filter(([name]) => atom(name) === wanted);
    return found.length === 0
      ? am.error
      : tuple(am.ok, list(found.map(([, values]) => texts(values))));
  }
  return undefined;
}

/** Starts the process; `boot` is to boot the real one, take the name from this one, and call back. */
export function startInit(
  scheduler: Scheduler,
  commandLine: CommandLine,
  boot: (done: () => void) => void,
): void {
  scheduler.spawnNative({
    name: am.init,
    onMessage: (message) => {
      const reply = isTuple(message) ? answer(tupleElement(message, 1), commandLine) : undefined;
      if (reply !== undefined)
        scheduler.send(null, tupleElement(message, 0), tuple(am.init, reply));
      else boot(() => scheduler.send(null, am.init, message));
    },
  });
}
