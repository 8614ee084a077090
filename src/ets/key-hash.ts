// The hash by which unordered tables place their keys: OTP's, so that tables are traversed in OTP's order. An atom's is
// the hash of its name, any other term's the lower half of the internal hash.
import { wasm } from '../gc/instance.ts';
import { atomHash, isAtom } from '../gc/term.ts';
import type { Term } from '../gc/types.ts';

/** A signed 32-bit hash. */
export function keyHash(key: Term): number {
  return isAtom(key) ? atomHash(key) : wasm.keyHash(key);
}
