// The embedding API on Node: the core with Node's host, and OTP's library where it is found.

import {
  type RuntimeOptions as CoreOptions,
  type InputSource,
  inputFrom,
  type OtpLibrary,
  type OutputTarget,
  outputTo,
  Runtime,
  type Tier,
  type TierOptions,
} from './api/index.ts';
import { cacheFolder } from './host/node/code-cache.ts';
import { NodeCompiler } from './host/node/compiler.ts';
import { createNodeHost } from './host/node/host.ts';
import { findOtp } from './host/node/otp.ts';

export * from './api/index.ts';
export { type CompilerOptions, NodeCompiler } from './host/node/compiler.ts';
export { createNodeHost, type NodeHostOptions } from './host/node/host.ts';
export { findOtp, OtpNotFound } from './host/node/otp.ts';

export interface RuntimeOptions extends Omit<CoreOptions, 'host' | 'otp'> {
  /**
   * What runs the code: the interpreter (`interp`), compiled code from each function's first call on (`wasm`), or compiled code
   * for what is called often (`auto`, the default). Functions are compiled in a thread that is started when the first one is; `stop` ends it.
   */
  readonly tier?: Tier;
  /**
   * Keeps compiled code from one run to the next: in a folder, or with `true` where the command `beamjit` keeps it. By default nothing is
   * written.
   */
  readonly cache?: boolean | string;
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
  const { otp, stdin, stdout, stderr, env, tier = 'auto', cache = false, ...rest } = options;
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
  return new Runtime({ tiers: tiersOf(tier, cache), ...rest, host, otp: library });
}

function tiersOf(tier: Tier, cache: boolean | string): TierOptions | undefined {
  if (tier === 'interp') return undefined;
  const folder = cache === true ? cacheFolder(process.env) : cache || undefined;
  return { tier, compiler: new NodeCompiler({ cacheFolder: folder }) };
}
