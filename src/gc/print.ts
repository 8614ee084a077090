// Terms as the emulator itself prints them (`%T` of its printf): erlang:display/1, pid_to_list and the like, and messages
// about terms. It is not io_lib's `~w`: floats have six decimals, lists of printable Latin-1 are strings, funs print as
// #Fun<module.index.uniq>.
import { formatScientific } from '../util/float-format.ts';
import { wasm } from './instance.ts';
import { KIND } from './tags.ts';
import {
  atomIndex,
  atomName,
  bigintOf,
  bitSize,
  bytesOf,
  floatValue,
  funArity,
  hd,
  isCons,
  isSmall,
  kindOf,
  mapEntries,
  NIL,
  nativeRecordFields,
  nativeRecordModule,
  nativeRecordName,
  nativeRecordValues,
  pidId,
  pidNode,
  pidSerial,
  portId,
  portNode,
  referenceNode,
  referenceWord,
  referenceWordCount,
  tl,
  tupleElements,
} from './term.ts';
import type { Term } from './types.ts';

export interface PrintOptions {
  /** The name of this node: identifiers of it print with channel 0. Without it those of any node do. */
  node?: Term;
  /** Stops after about so many terms and characters. */
  limit?: number;
}

const isDigit = (c: number) => c >= 48 && c <= 57;
/** Latin-1 letters; the printer knows no others. */
const isLower = (c: number) => (c >= 97 && c <= 122) || (c >= 223 && c <= 255 && c !== 247);
const isUpper = (c: number) => (c >= 65 && c <= 90) || (c >= 192 && c <= 222 && c !== 215);
const isControl = (c: number) => c < 32 || (c >= 127 && c < 160);
const isSpace = (c: number) => c === 32 || c === 9 || c === 10 || c === 13;

function needsQuotes(name: string): boolean {
  if (!isLower(name.charCodeAt(0))) return true;
  for (let i = 1; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (!isLower(c) && !isUpper(c) && !isDigit(c) && c !== 95) return true;
  }
  return false;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\n': '\\n',
  '\f': '\\f',
  '\t': '\\t',
  '\r': '\\r',
  '\b': '\\b',
  '\v': '\\v',
};

/** An atom, quoted where the emulator quotes it. */
export function printAtom(name: string): string {
  if (name === '') return "''";
  let text = '';
  for (const c of name) {
    const code = c.codePointAt(0) as number;
    if (ESCAPES[c] !== undefined) text += ESCAPES[c];
    else if (code < 32 || (code >= 128 && code < 160))
      text += `\\${code.toString(8).padStart(3, '0')}`;
    else text += c;
  }
  return needsQuotes(name) ? `'${text}'` : text;
}

/** The characters of a non-empty proper list of printable Latin-1; undefined for anything else. */
function printableString(t: Term): number[] | undefined {
  const codes: number[] = [];
  let rest = t;
  for (; isCons(rest); rest = tl(rest)) {
    const c = hd(rest);
    if (!isSmall(c) || c < 0 || c > 255 || (isControl(c) && !isSpace(c))) return undefined;
    codes.push(c);
  }
  return rest === NIL ? codes : undefined;
}

class Printer {
  private readonly parts: string[] = [];
  private readonly options: PrintOptions;
  /** Terms and characters still allowed. */
  private left: number;

  constructor(options: PrintOptions) {
    this.options = options;
    this.left = options.limit ?? Number.POSITIVE_INFINITY;
  }

  get text(): string {
    return this.parts.join('');
  }

  /** 0 for this node, else the number of the atom that names the node. */
  private channel(node: Term): number {
    const own = this.options.node;
    return own === undefined || own === node ? 0 : atomIndex(node);
  }

  /**
   * Prints the term. Strings on the stack are printed as they are, so that nesting costs no JavaScript stack; conses stand
   * there wrapped, for the rest of a list.
   */
  print(t: Term): void {
    const stack: (string | { term: Term } | { rest: Term })[] = [{ term: t }];
    for (;;) {
      const next = stack.pop();
      if (next === undefined) return;
      if (typeof next === 'string') {
        this.parts.push(next);
        continue;
      }
      let term: Term;
      if ('rest' in next) {
        const tail = tl(next.rest);
        if (isCons(tail)) stack.push({ rest: tail }, ',');
        else if (tail !== NIL) stack.push({ term: tail }, '|');
        term = hd(next.rest);
      } else term = next.term;
      if (this.left-- <= 0) return;
      switch (kindOf(term)) {
        case KIND.CONS: {
          const codes = printableString(term);
          if (codes === undefined) {
            this.parts.push('[');
            stack.push(']', { rest: term });
          } else this.string(codes);
          break;
        }
        case KIND.TUPLE: {
          const items = tupleElements(term);
          this.parts.push('{');
          stack.push('}');
          for (let i = items.length - 1; i >= 0; i--) {
            stack.push({ term: items[i] });
            if (i > 0) stack.push(',');
          }
          break;
        }
        case KIND.NATIVE_RECORD: {
          const names = [nativeRecordModule(term), nativeRecordName(term)].map((a) =>
            printAtom(atomName(a)),
          );
          const values = nativeRecordValues(term);
          const fields = nativeRecordFields(term).map((name, i) => ({ name, value: values[i] }));
          // In the order of the atom table, as the keys of a small map.
          fields.sort((a, b) => atomIndex(a.name) - atomIndex(b.name));
          this.parts.push(`#${names[0]}:${names[1]}{`);
          stack.push('}');
          for (let i = fields.length - 1; i >= 0; i--) {
            stack.push({ term: fields[i].value }, '=', { term: fields[i].name });
            if (i > 0) stack.push(',');
          }
          break;
        }
        case KIND.FLATMAP:
        case KIND.HASHMAP: {
          const entries = mapEntries(term);
          this.parts.push('#{');
          stack.push('}');
          for (let i = entries.length - 1; i >= 0; i--) {
            stack.push({ term: entries[i][1] }, '=>', { term: entries[i][0] });
            if (i > 0) stack.push(',');
          }
          break;
        }
        default:
          this.parts.push(this.leaf(term));
      }
      if (this.left <= 0) return;
    }
  }

  private string(codes: number[]): void {
    let text = '"';
    for (const c of codes) {
      if (this.left-- <= 0) {
        this.parts.push(text);
        return;
      }
      text += c === 10 ? '\\n' : c === 34 ? '\\"' : String.fromCharCode(c);
    }
    this.parts.push(`${text}"`);
  }

  private leaf(t: Term): string {
    switch (kindOf(t)) {
      case KIND.NIL:
        return '[]';
      case KIND.SMALL:
      case KIND.INT64:
      case KIND.BIG:
        return bigintOf(t).toString();
      case KIND.FLOAT:
        return formatScientific(floatValue(t), 6) as string;
      case KIND.ATOM: {
        const name = atomName(t);
        this.left -= name.length;
        return printAtom(name);
      }
      case KIND.BITSTRING:
        return this.bits(t);
      case KIND.PID:
        return `<${this.channel(pidNode(t))}.${pidId(t) >>> 0}.${pidSerial(t) >>> 0}>`;
      case KIND.PORT:
        return `#Port<${this.channel(portNode(t))}.${BigInt.asUintN(64, portId(t))}>`;
      case KIND.REFERENCE: {
        let text = `#Ref<${this.channel(referenceNode(t))}`;
        for (let i = referenceWordCount(t) - 1; i >= 0; i--)
          text += `.${referenceWord(t, i) >>> 0}`;
        return `${text}>`;
      }
      case KIND.FUN:
        return `#Fun<${atomName(wasm.funModule(t))}.${wasm.funIndex(t)}.${wasm.funUniq(t)}>`;
      case KIND.EXTERNAL_FUN: {
        const name = [wasm.externalFunModule(t), wasm.externalFunName(t)].map((a) =>
          printAtom(atomName(a)),
        );
        return `fun ${name[0]}:${name[1]}/${funArity(t)}`;
      }
    }
    return '<unknown>';
  }

  private bits(t: Term): string {
    const bytes = bytesOf(t);
    const tail = bitSize(t) & 7;
    if (tail === 0 && bytes.length > 0 && bytes.every((b) => b >= 32 && b < 127)) {
      let text = '<<"';
      for (const b of bytes) {
        text += b === 34 ? '\\"' : String.fromCharCode(b);
        if (this.left-- <= 0) return text;
      }
      return `${text}">>`;
    }
    const items: string[] = [];
    const whole = bitSize(t) >>> 3;
    for (let i = 0; i < whole; i++) {
      items.push(String(bytes[i]));
      if (this.left-- <= 0) return `<<${items.join(',')}`;
    }
    if (tail > 0) items.push(`${bytes[whole] >>> (8 - tail)}:${tail}`);
    return `<<${items.join(',')}>>`;
  }
}

/** The text of a term, as the emulator prints it. */
export function printTerm(t: Term, options: PrintOptions = {}): string {
  const printer = new Printer(options);
  printer.print(t);
  return printer.text;
}
