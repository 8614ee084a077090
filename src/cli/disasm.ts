// `beamjit disasm FILE`: the module as the compiler's assembler files look.

import { decodeExternal } from '../gc/external.ts';
import { wasm } from '../gc/instance.ts';
import { printTerm } from '../gc/print.ts';
import { disassemble } from '../loader/disasm.ts';
import type { CommandLine } from './options.ts';
import { readOneModule } from './program.ts';

/** The listing, literals as terms. */
export function listing({ file }: CommandLine): string {
  const module = readOneModule(file);
  return disassemble(module, { printLiteral });
}

/** A literal of a module as Erlang writes it. */
export function printLiteral(bytes: Uint8Array): string {
  const { term } = decodeExternal(bytes, {
    // nothing is called here: an export that leads nowhere will do
    externalFun: (m, f, a) => wasm.newExternalFun(wasm.newExport(m, f, a, 0, null)),
  });
  return printTerm(term);
}
