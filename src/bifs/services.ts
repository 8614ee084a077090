// Where OTP's kernel meets the I/O servers that the runtime brings along: `user` and `standard_error` are processes of ours,
// so what would start OTP's own, over ports to file descriptors, answers with them.
import { atoms, tuple } from '../gc/term.ts';
import { defineBifs } from './registry.ts';

const am = atoms('ok');

/** The module that the kernel is told to start `user` with. */
export const userModule = defineBifs('beamjit_user', {
  'start/0': (p) => p.runtime.user.pid,
});

export const standardError = defineBifs('standard_error', {
  'start_link/0': (p) => tuple(am.ok, p.runtime.standardError.pid),
});
