// Node's errors as the host's.

import { HostError } from '../host.ts';

/** Node's own codes that have no POSIX name but mean the same as one. */
const NODE_CODES: Readonly<Record<string, string>> = {
  ERR_INVALID_ARG_VALUE: 'einval', // a NUL byte in a path
  ERR_OUT_OF_RANGE: 'einval',
  ERR_STREAM_DESTROYED: 'epipe',
  ERR_STREAM_WRITE_AFTER_END: 'epipe',
  ERR_FS_FILE_TOO_LARGE: 'efbig',
};

/** The host's error for one of Node's; anything that is no failed system call is a bug and thrown on. */
export function hostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (typeof code === 'string') {
    if (Object.hasOwn(NODE_CODES, code)) return new HostError(NODE_CODES[code], String(error));
    if (/^E[A-Z0-9]+$/.test(code)) return new HostError(code.toLowerCase(), String(error));
  }
  throw error;
}

/** Runs a system call with Node's errors turned into the host's. */
export function posix<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw hostError(error);
  }
}
