// The compiler itself, in the thread that asks for it.
import { setFlagsFromString } from 'node:v8';
import type { UnitKeeper } from '../../jit/cache.ts';
import { CompileService } from '../../jit/service.ts';
import { nodeCompression } from './compression.ts';

export async function compileService(keeper?: UnitKeeper): Promise<CompileService> {
  const { default: binaryen } = await lazilyValidated(() => import('binaryen'));
  return new CompileService(binaryen, nodeCompression, keeper);
}

/** Has V8 validate a function when it is first called: all of Binaryen's before that take 40 ms. */
async function lazilyValidated<T>(instantiate: () => Promise<T>): Promise<T> {
  setFlagsFromString('--wasm-lazy-validation');
  try {
    return await instantiate();
  } finally {
    setFlagsFromString('--no-wasm-lazy-validation');
  }
}
