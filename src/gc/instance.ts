// The one instance of the runtime module in this JavaScript realm. It holds no state but the atom table and constants:
// what belongs to a runtime is passed in.
//
// The imports are looked up in `hooks` at each call, because those who implement them (big integers, BIF calls, mailboxes)
// are loaded after the terms that they work on.
import { forwardTo, type RuntimeExports, type RuntimeImports, WASM } from './generated/runtime.ts';

/** Implementations of what the runtime module imports; each owner assigns its own at load time. */
export const hooks = {} as RuntimeImports;

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  // a tenth of the time, where the engine has it
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

const module = new WebAssembly.Module(decodeBase64(WASM));
export const wasm = new WebAssembly.Instance(module, { env: forwardTo(hooks) })
  .exports as unknown as RuntimeExports;
