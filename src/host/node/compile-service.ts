// The compiler itself, in the thread that asks for it.
import type { UnitKeeper } from '../../jit/cache.ts';
import { CompileService } from '../../jit/service.ts';
import { nodeCompression } from './compression.ts';

export async function compileService(keeper?: UnitKeeper): Promise<CompileService> {
  const { default: binaryen } = await import('binaryen');
  return new CompileService(binaryen, nodeCompression, keeper);
}
