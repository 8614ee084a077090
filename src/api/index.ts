// The embedding API without a host: nothing here or below it knows of Node. `beamjit/core` in the package.

import { Runtime, type RuntimeOptions } from './runtime.ts';

export { NotImplemented } from '../gc/errors.ts';
export type { Host, HostCodeCache, HostCompiler, HostInput, HostOutput } from '../host/host.ts';
export { HostError } from '../host/host.ts';
export type { OtpLibrary } from '../host/otp-library.ts';
export { openPack } from '../host/otp-pack.ts';
export type { Thresholds, Tier, TierObserver, TierOptions } from '../jit/tiers.ts';
export { LoadError } from '../loader/errors.ts';
export { VERSION } from '../util/version.ts';
export type { Binaries } from './convert.ts';
export { CallWouldWait, ErlangError, RuntimeHalted, type StackEntry } from './errors.ts';
export { Runtime, type RuntimeOptions } from './runtime.ts';
export { type InputSource, inputFrom, type OutputTarget, outputTo } from './stdio.ts';
export {
  Atom,
  atom,
  BitString,
  charlist,
  charlistText,
  Float,
  type Fun,
  ImproperList,
  type Input,
  Pid,
  Port,
  Reference,
  Tuple,
  tuple,
  type Value,
} from './values.ts';

/** A runtime on a host of one's own. */
export function createRuntime(options: RuntimeOptions): Runtime {
  return new Runtime(options);
}
