// `beamjit imports FILE`: every function that a module calls in other modules, and whether it is there.

import { allBifs } from '../bifs/index.ts';
import { findOtp } from '../host/node/otp.ts';
import { type OtpLibrary, splitAppDir } from '../host/otp-library.ts';
import { OP } from '../isa/genop.ts';
import { numberOf } from '../isa/operand.ts';
import { nextInstruction } from '../isa/walk.ts';
import { decodeModule } from '../loader/decode.ts';
import type { DecodedModule, Import } from '../loader/module.ts';
import { CommandError } from './errors.ts';
import type { CommandLine } from './options.ts';
import { openProgram } from './program.ts';

/** Where a function is, or why it is not. */
interface Finding {
  readonly present: boolean;
  readonly where: string;
}

export interface ImportReport {
  readonly text: string;
  /** Whether nothing is missing. */
  readonly complete: boolean;
}

/** One line for each import, sorted: `present` or `missing`, the function, where it is. */
export function importReport({ file, dirs, otp: dir }: CommandLine): ImportReport {
  const { main, modules } = openProgram(file, dirs);
  if (main === undefined) throw new CommandError(`${file}: name a module's file`);
  const otp = findOtp({ dir, env: process.env });
  const decode = (name: string): [DecodedModule, string] | undefined => {
    const source = modules.find(name);
    const bytes = source?.read(name) ?? otp.readModule(name);
    if (bytes === undefined) return undefined;
    const path = source?.fileOf(name) ?? otp.modulePath(name) ?? name;
    return [decodeModule(bytes, { file: path }), source ? path : appOf(otp, path)];
  };
  const decoded = new Map<string, ReturnType<typeof decode>>();
  const bifs = new Set(allBifs().map(({ module, name, arity }) => `${module}:${name}/${arity}`));
  const rows = main.imports.map((wanted) => {
    const name = `${wanted.module}:${wanted.name}/${wanted.arity}`;
    if (bifs.has(name)) return { name, present: true, where: 'built in' };
    if (!decoded.has(wanted.module)) decoded.set(wanted.module, decode(wanted.module));
    return { name, ...find(wanted, decoded.get(wanted.module)) };
  });
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const lines = rows.map(
    ({ name, present, where }) =>
      `${present ? 'present' : 'missing'}  ${name.padEnd(width)}  ${where}\n`,
  );
  const missing = rows.filter(({ present }) => !present).length;
  const total = `${main.name}: ${rows.length} functions imported, ${missing || 'none'} missing\n`;
  return { text: lines.join('') + total, complete: missing === 0 };
}

function find(
  { module, name, arity }: Import,
  found: [DecodedModule, string] | undefined,
): Finding {
  if (found === undefined) return { present: false, where: `there is no module ${module}` };
  const [decoded, where] = found;
  const entry = decoded.exportNamed(name, arity);
  if (entry === undefined) return { present: false, where: `not exported (${where})` };
  if (isStub(decoded, entry.label)) {
    return { present: false, where: `native, not implemented in beamjit (${where})` };
  }
  return { present: true, where };
}

/** What a file of the library belongs to: its application. */
function appOf(otp: OtpLibrary, path: string): string {
  const app = otp.apps().find(({ dir }) => path.startsWith(`${dir}/`));
  return app === undefined ? path : splitAppDir(app.dir.slice(app.dir.lastIndexOf('/') + 1)).name;
}

/** Whether a function is nothing but the call of erlang:nif_error that stands in for native code. */
function isStub(
  { code, imports, entryLabels, functionStarts }: DecodedModule,
  label: number,
): boolean {
  const end = functionStarts[entryLabels.indexOf(label) + 1] ?? code.length;
  for (
    let at = functionStarts[entryLabels.indexOf(label)];
    at < end;
    at = nextInstruction(code, at)
  ) {
    switch (code[at]) {
      case OP.call_ext:
      case OP.call_ext_only:
      case OP.call_ext_last: {
        const { module, name } = imports[numberOf(code[at + 2])];
        return module === 'erlang' && name === 'nif_error';
      }
      // straight to the call, or it is no stub
      case OP.func_info:
      case OP.label:
      case OP.line:
      case OP.allocate:
      case OP.move:
      case OP.test_heap:
      case OP.put_list:
        break;
      default:
        return false;
    }
  }
  return false;
}
