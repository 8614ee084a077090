// The one instance of the runtime module in this JavaScript realm. It holds no state but the atom table and constants:
// what belongs to a runtime is passed in.
//
// The imports are looked up in `hooks` at each call, because those who implement them (big integers, BIF calls, mailboxes)
// are loaded after the terms that they work on.
import { fromBase64 } from '../util/base64.ts';
import { forwardTo, type RuntimeExports, type RuntimeImports, WASM } from './generated/runtime.ts';

/** Implementations of what the runtime module imports; each owner assigns its own at load time. */
export const hooks = {} as RuntimeImports;

const module = new WebAssembly.Module(fromBase64(WASM));
export const wasm = new WebAssembly.Instance(module, { env: forwardTo(hooks) })
  .exports as unknown as RuntimeExports;
