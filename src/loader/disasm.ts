/**
 * Prints a decoded module much as the compiler's assembler files (`erlc -S`) look.
 *
 * Every instruction is written as `{name,Operand,…}.` with the table's own names, so what is one
 * instruction in the file is one line here; the compiler's files write some in a nicer form.
 */

import { genops, OP } from '../isa/genop.ts';
import type { Kind } from '../isa/kinds.ts';
import { operandSize, registerOf, TAG, typeOf } from '../isa/operand.ts';
import { memberKinds, nextInstruction } from '../isa/walk.ts';
import type { DecodedModule } from './module.ts';
import type { BeamType } from './types.ts';
import { ANY_TYPE, TYPE } from './types.ts';

export interface DisassembleOptions {
  /**
   * Prints a literal, given in the external term format. Without it, literals are shown as bytes.
   */
  readonly printLiteral?: (bytes: Uint8Array) => string;
}

/** The listing of one function, by its index. */
export function disassembleFunction(
  module: DecodedModule,
  index: number,
  options: DisassembleOptions = {},
): string {
  const out: string[] = [];
  new Disassembler(module, options.printLiteral ?? printBytes).functions(out, index);
  return `${out.join('\n').trim()}\n`;
}

/** The listing of a whole module. */
export function disassemble(module: DecodedModule, options: DisassembleOptions = {}): string {
  return new Disassembler(module, options.printLiteral ?? printBytes).module();
}

class Disassembler {
  readonly m: DecodedModule;
  readonly printLiteral: (bytes: Uint8Array) => string;
  /** `name/arity` of the function that begins at a label. */
  readonly functionNames = new Map<number, string>();
  /** The opcode of the instruction that is being printed. */
  op = 0;

  constructor(module: DecodedModule, printLiteral: (bytes: Uint8Array) => string) {
    this.m = module;
    this.printLiteral = printLiteral;
    const { atoms, code, entryLabels, functionStarts } = module;
    functionStarts.forEach((at, i) => {
      const name = printAtom(atoms[code[at + 2] >> 4]);
      this.functionNames.set(entryLabels[i], `${name}/${code[at + 3] >> 4}`);
    });
  }

  module(): string {
    const { m } = this;
    const exports = m.exports.map((e) => `{${printAtom(e.name)},${e.arity}}`);
    const out = [
      `{module, ${printAtom(m.name)}}.  %% ${m.file}`,
      '',
      `{exports, [${exports.join(',')}]}.`,
      '',
      `{labels, ${m.labelCount}}.`,
    ];
    this.functions(out);
    return `${out.join('\n')}\n`;
  }

  /** All of them, or one. */
  functions(out: string[], only?: number): void {
    const { code } = this.m;
    /** Labels and lines that may turn out to belong to the next function. */
    let pending: string[] = [];
    let index = 0;
    for (let at = 0; code[at] !== OP.int_code_end; at = nextInstruction(code, at)) {
      const op = code[at];
      if (op === OP.label || op === OP.line) {
        pending.push(`${op === OP.label ? '  ' : '    '}${this.instruction(at)}.`);
        continue;
      }
      if (op === OP.func_info) index++;
      if (only !== undefined && index - 1 !== only) {
        pending = [];
        continue;
      }
      if (op === OP.func_info) out.push('', '', this.header(index - 1));
      const target = isLocalCall(op) ? this.functionNames.get(code[at + 2] >> 4) : undefined;
      out.push(...pending, `    ${this.instruction(at)}.${target ? `  %% ${target}` : ''}`);
      pending = [];
    }
    if (only === undefined) out.push(...pending);
  }

  header(index: number): string {
    const { atoms, code, entryLabels, functionStarts } = this.m;
    const name = atoms[code[functionStarts[index] + 2] >> 4];
    const arity = code[functionStarts[index] + 3] >> 4;
    return `{function, ${printAtom(name)}, ${arity}, ${entryLabels[index]}}.`;
  }

  instruction(at: number): string {
    const { code } = this.m;
    this.op = code[at];
    const { name, operands } = genops[this.op];
    const parts: string[] = [printAtom(name)];
    let next = at + 1;
    for (const { kind, group } of operands) {
      parts.push(this.operand(next, kind, group));
      next += operandSize(code, next);
    }
    return parts.length === 1 ? parts[0] : `{${parts.join(',')}}`;
  }

  operand(at: number, kind: Kind, group: readonly Kind[]): string {
    const { m } = this;
    const word = m.code[at];
    const value = word >> 4;
    switch (word & 15) {
      case TAG.U:
        return kind === 'string' ? this.string(value, at) : this.number(value, kind);
      case TAG.I:
        return `{integer,${value}}`;
      case TAG.A:
        return value === 0 ? 'nil' : `{atom,${printAtom(m.atoms[value])}}`;
      case TAG.X:
        return `{x,${value}}`;
      case TAG.Y:
        return `{y,${value}}`;
      case TAG.F:
        return `{f,${value}}`;
      case TAG.LIT:
        return `{literal,${this.printLiteral(m.literals[value])}}`;
      case TAG.FR:
        return `{fr,${value}}`;
      case TAG.BIG:
        return kind === 'u' ? `${m.bigs[value]}` : `{integer,${m.bigs[value]}}`;
      case TAG.TX:
        return `{tr,{x,${registerOf(word)}},${printType(m.types[typeOf(word)])}}`;
      case TAG.TY:
        return `{tr,{y,${registerOf(word)}},${printType(m.types[typeOf(word)])}}`;
      case TAG.ALLOC:
        return this.alloc(at);
      default:
        return this.list(at, group);
    }
  }

  number(value: number, kind: Kind): string {
    const { m } = this;
    switch (kind) {
      case 'line':
        return value === 0 ? '[]' : `[{location,${this.location(value)}}]`;
      case 'import': {
        const { module, name, arity } = m.imports[value];
        return `{extfunc,${printAtom(module)},${printAtom(name)},${arity}}`;
      }
      case 'lambda':
      case 'funtag': {
        const { name, arity, label } = m.lambdas[value];
        return `{lambda,${value},${printAtom(name)},${arity},{f,${label}}}`;
      }
      case 'flags':
        return `{field_flags,[${flagNames(value).join(',')}]}`;
      default:
        return String(value);
    }
  }

  location(line: number): string {
    const { lineTable } = this.m;
    if (!lineTable.present) return `?,${line}`;
    return `${JSON.stringify(lineTable.names[lineTable.files[line]])},${lineTable.lines[line]}`;
  }

  alloc(at: number): string {
    const { code } = this.m;
    const names = ['words', 'floats', 'funs'];
    const parts: string[] = [];
    for (let i = 0; i < code[at] >> 4; i++) {
      parts.push(`{${names[code[at + 1 + 2 * i]]},${code[at + 2 + 2 * i]}}`);
    }
    return `{alloc,[${parts.join(',')}]}`;
  }

  list(at: number, group: readonly Kind[]): string {
    const { atoms, code } = this.m;
    const members = memberKinds(code, at, group, atoms);
    const texts = members.map((kind, i) => {
      const word = code[at + 1 + i];
      // In a segment of bs_create_bin, a plain number for a value is a place in the strings; its
      // size follows.
      if (kind === 'usrc' && (word & 15) === TAG.U) {
        return this.bytes(word >> 4, code[at + 2 + i] >> 4);
      }
      return this.operand(at + 1 + i, kind, []);
    });
    return `{list,[${texts.join(',')}]}`;
  }

  /** A place in the strings; the operand before it says how long the string is. */
  string(offset: number, at: number): string {
    const size = this.m.code[at - 1] >> 4;
    return this.bytes(offset, this.op === OP.bs_match_string ? Math.ceil(size / 8) : size);
  }

  bytes(offset: number, size: number): string {
    return `{string,<<${this.m.strings.subarray(offset, offset + size).join(',')}>>}`;
  }
}

function isLocalCall(op: number): boolean {
  return op === OP.call || op === OP.call_last || op === OP.call_only;
}

/** Bits of a `flags` operand. */
function flagNames(flags: number): string[] {
  const names: string[] = [];
  if (flags & 2) names.push('little');
  if (flags & 4) names.push('signed');
  if (flags & 16) names.push('native');
  return names;
}

const typeNames = Object.entries(TYPE).map(([name, bit]) => [name.toLowerCase(), bit] as const);

/** A type as a list of what the value may be. */
function printType({ union, min, max, unit }: BeamType): string {
  if (union === ANY_TYPE && min === undefined && max === undefined && unit === 1) return 'any';
  const parts: string[] = [];
  for (const [name, bit] of typeNames) {
    if ((union & bit) === 0) continue;
    if (bit === TYPE.INTEGER && (min !== undefined || max !== undefined)) {
      parts.push(`{integer,${min ?? "'-inf'"},${max ?? "'+inf'"}}`);
    } else if (bit === TYPE.BITSTRING && unit !== 1) {
      parts.push(`{bitstring,${unit}}`);
    } else {
      parts.push(name);
    }
  }
  return `[${parts.join(',')}]`;
}

/** Words that have to be quoted to be atoms. */
const reserved = new Set(
  (
    'after and andalso band begin bnot bor bsl bsr bxor case catch cond div else end fun if let maybe not of ' +
    'or orelse receive rem try when xor'
  ).split(' '),
);

function printAtom(name: string): string {
  if (/^[a-z][a-zA-Z0-9_@]*$/.test(name) && !reserved.has(name)) return name;
  return `'${name.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

function printBytes(bytes: Uint8Array): string {
  return `<<${bytes.join(',')}>>`;
}
