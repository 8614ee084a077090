// erl_debugger (OTP 28): stopping processes at breakpoints, for which an emulator must be started with a flag that ours does not
// have; erl_debugger:supported/0 is how programs ask.
import { FALSE } from '../gc/term.ts';
import { defineBifs } from './registry.ts';

export const erlDebugger = defineBifs('erl_debugger', {
  'supported/0': () => FALSE,
});
