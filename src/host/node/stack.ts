// The stack of the program's thread: how much of it compiled code may use.
import { setFlagsFromString } from 'node:v8';

/** What V8 is told, in KB: half of what Linux and macOS give a thread that is not told otherwise. */
const STACK_KB = 3900;
/** What is left for built-ins, comparisons and the host itself. */
const RESERVE_KB = 900;
/** Bytes that compiled code may use of the stack that V8 takes by itself. */
const DEFAULT = 400_000;

/** Lets V8 use more of the stack, from the next turn of the event loop on; answers how many bytes compiled code may use. */
export function growStack(): number {
  // Windows reserves 1 MB for a program's first thread.
  if (process.platform === 'win32') return DEFAULT;
  setFlagsFromString(`--stack-size=${STACK_KB}`);
  return (STACK_KB - RESERVE_KB) * 1024;
}
