// The embedding API on Node: the core with Node's host, and OTP's library where it is found.

import {
  type RuntimeOptions as CoreOptions,
  type InputSource,
  inputFrom,
  type OtpLibrary,
  type OutputTarget,
  outputTo,
  Runtime,
} from './api/index.ts';
import { createNodeHost } from './host/node/host.ts';
import { findOtp } from './host/node/otp.ts';

export * from './api/index.ts';
export { createNodeHost, type NodeHostOptions } from './host/node/host.ts';
export { findOtp, OtpNotFound } from './host/node/otp.ts';

export interface RuntimeOptions extends Omit<CoreOptions, 'host' | 'otp'> {
  /** OTP's library, or its folder; by default what `beamjit` itself finds. */
  readonly otp?: OtpLibrary | string;
  /** Standard streams; by default the process's. */
  readonly stdin?: InputSource;
  readonly stdout?: OutputTarget;
  readonly stderr?: OutputTarget;
  /** The environment that the program sees; by default a copy of the process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A runtime on this Node. `erlang:halt` ends it, not the process. */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  const { otp, stdin, stdout, stderr, env, ...rest } = options;
  const host = createNodeHost({
    ...(stdin === undefined ? {} : { stdin: inputFrom(stdin) }),
    ...(stdout === undefined ? {} : { stdout: outputTo(stdout) }),
    ...(stderr === undefined ? {} : { stderr: outputTo(stderr) }),
    ...(env === undefined ? {} : { env }),
    exit: () => {},
  });
  const library =
    otp === undefined || typeof otp === 'string'
      ? findOtp({ dir: otp, env: env ?? process.env })
      : otp;
  return new Runtime({ ...rest, host, otp: library });
}
