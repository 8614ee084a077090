// The command line: one table of options from which parsing and `--help` both follow.
//
//   beamjit [options] FILE [[MODULE:]FUNCTION/ARITY] [-- ARG…]
//
// Options stand anywhere before `--`, in the forms `--name value` and `--name=value`.

import { THRESHOLDS, type Thresholds, type Tier } from '../jit/tiers.ts';
import { usageError } from './errors.ts';
import { type FunctionPattern, parsePattern } from './patterns.ts';
import { NO_TRACES, parseTraces, TRACES, type TraceRequest } from './traces.ts';

/** What runs the code. */
export const TIERS = ['interp', 'wasm', 'auto'] as const;

export type Command = 'run' | 'compile' | 'cache' | 'imports' | 'disasm' | 'help' | 'version';

export interface Target {
  /** Where the function is: by default in FILE's own module. */
  readonly module: string | undefined;
  readonly name: string;
  readonly arity: number;
}

export interface CommandLine {
  command: Command;
  /** What to run or show; empty for commands without one. */
  file: string;
  /** All that is to be compiled. */
  files: string[];
  /** Where the compiled program goes. */
  out: string | undefined;
  /** The compiled program's main module. */
  main: string | undefined;
  /** Whether the cache is to be emptied. */
  clear: boolean;
  target: Target | undefined;
  /** What stands after `--`. */
  args: string[];
  /** Folders and archives to look for modules in, in this order. */
  dirs: string[];
  otp: string | undefined;
  print: boolean;
  stats: StatsForm | undefined;
  /** Functions of which `--why` tells; none: those that were called and are not compiled. */
  why: readonly FunctionPattern[] | undefined;
  dump: DumpRequest | undefined;
  /** Which functions may be compiled; see parseFilter. */
  jitFilter: string | undefined;
  tier: Tier;
  thresholds: Partial<Thresholds>;
  /** Whether compiled code is kept from one run to the next. */
  cache: boolean;
  traces: TraceRequest;
}

/** What `--dump` shows of a compiled function. */
export const DUMPS = ['listing', 'ir', 'wat'] as const;
export type DumpKind = (typeof DUMPS)[number];

export interface DumpRequest {
  readonly kinds: readonly DumpKind[];
  /** None: all functions. */
  readonly functions: readonly FunctionPattern[];
}

export type StatsForm = 'table' | 'json';

interface Option {
  /** As they are written, the preferred one last. */
  readonly names: readonly string[];
  /** What to call its value in the help; an option without one is a switch. In brackets: a switch that may have one. */
  readonly value?: string;
  readonly help: string;
  readonly set: (line: CommandLine, value: string) => void;
}

const OPTIONS: readonly Option[] = [
  {
    names: ['-pa', '--dir'],
    value: 'DIR',
    help: 'look for modules in this folder or .ez archive first (repeatable)',
    set: (line, value) => line.dirs.push(value),
  },
  {
    names: ['--otp'],
    value: 'DIR',
    help: "take OTP's library from there (else from BEAMJIT_OTP, erl on PATH, or our own)",
    set: (line, value) => {
      line.otp = value;
    },
  },
  {
    names: ['--tier'],
    value: 'TIER',
    help: 'what runs the code: interp, the interpreter; wasm, compiled code; auto (default), what is hot',
    set: (line, value) => {
      line.tier = tierOf(value);
    },
  },
  {
    names: ['--jit'],
    value: 'LIST',
    help: `thresholds of the tiers, such as hotCalls=1; of ${Object.keys(THRESHOLDS).join(', ')}`,
    set: (line, value) => {
      line.thresholds = { ...line.thresholds, ...thresholdsOf(value) };
    },
  },
  {
    names: ['--no-cache'],
    help: 'neither use nor keep compiled code of other runs',
    set: (line) => {
      line.cache = false;
    },
  },
  {
    names: ['-o', '--out'],
    value: 'OUT',
    help: 'with compile: the file to write',
    set: (line, value) => {
      line.out = value;
    },
  },
  {
    names: ['--main'],
    value: 'MODULE',
    help: 'with compile: the module to run, where the files do not tell',
    set: (line, value) => {
      line.main = value;
    },
  },
  {
    names: ['--print'],
    help: 'print the result of main too',
    set: (line) => {
      line.print = true;
    },
  },
  {
    names: ['--stats'],
    value: '[json]',
    help: 'tell at the end what was loaded, run and compiled, and how long it took',
    set: (line, value) => {
      line.stats = statsOf(value);
    },
  },
  {
    names: ['--why'],
    value: '[LIST]',
    help: 'tell at the end why functions were not compiled, or again; of those in the list, as M:F/A',
    set: (line, value) => {
      line.why = value === '' ? [] : patternsOf('--why', value);
    },
  },
  {
    names: ['--dump'],
    value: 'KINDS[:LIST]',
    help: 'show what compiled functions came from, of listing,ir,wat; of those in the list, as M:F/A',
    set: (line, value) => {
      line.dump = dumpOf(value);
    },
  },
  {
    names: ['--jit-filter'],
    value: 'LIST',
    help: 'compile only these functions: M, M:F, M:F/A; not those with - before them; @FILE: one a line',
    set: (line, value) => {
      line.jitFilter = value;
    },
  },
  {
    names: ['--trace'],
    value: 'LIST',
    help: 'tell on standard error what happens, of the traces below, such as load,exit',
    set: (line, value) => {
      line.traces = tracesOf(value);
    },
  },
  {
    names: ['-h', '--help'],
    help: 'this text',
    set: (line) => {
      line.command = 'help';
    },
  },
  {
    names: ['--version'],
    help: "beamjit's version, and which OTP it found",
    set: (line) => {
      line.command = 'version';
    },
  },
];

/** Takes the command line apart. Throws a usage error. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const line: CommandLine = {
    command: 'run',
    file: '',
    files: [],
    out: undefined,
    main: undefined,
    clear: false,
    target: undefined,
    args: [],
    dirs: [],
    otp: undefined,
    print: false,
    stats: undefined,
    why: undefined,
    dump: undefined,
    jitFilter: undefined,
    tier: 'auto',
    thresholds: {},
    cache: true,
    traces: NO_TRACES,
  };
  const words: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    if (word === '--') {
      line.args = argv.slice(i + 1);
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    const option = OPTIONS.find(({ names }) => names.includes(name));
    if (option === undefined) throw usageError(`there is no option ${name}`);
    let value = equals < 0 ? undefined : word.slice(equals + 1);
    if (option.value?.startsWith('[')) {
      value ??= '';
    } else if (option.value === undefined) {
      if (value !== undefined) throw usageError(`${name} takes no value`);
    } else {
      value ??= argv[++i];
      if (!value || value === '--') throw usageError(`${name} needs a value: ${option.value}`);
    }
    option.set(line, value ?? '');
  }
  placeWords(line, words);
  if (line.dump !== undefined && line.tier === 'interp')
    throw usageError('--dump shows compiled code: --tier=wasm or --tier=auto makes some');
  return line;
}

/** Command, file and function. */
function placeWords(line: CommandLine, words: string[]): void {
  if (line.command !== 'run') return;
  const [first] = words;
  if (first === 'cache') placeCacheWords(line, words.slice(1));
  else if (first === 'compile') placeCompileWords(line, words.slice(1));
  else placeFile(line, words);
}

function placeFile(line: CommandLine, words: string[]): void {
  const [first] = words;
  if (first === 'imports' || first === 'disasm') {
    line.command = first;
    words.shift();
  }
  const [file, target, ...rest] = words;
  if (file === undefined) {
    const what = line.command === 'run' ? 'what to run: a .beam file' : 'a .beam file';
    throw usageError(`name ${what}`);
  }
  line.file = file;
  const surplus = line.command === 'run' ? rest : words.slice(1);
  if (surplus.length > 0) {
    throw usageError(`what is "${surplus[0]}"? Arguments of the program stand after --`);
  }
  if (target !== undefined) line.target = parseTarget(target);
}

function placeCacheWords(line: CommandLine, [what, ...rest]: string[]): void {
  line.command = 'cache';
  line.clear = what === 'clear';
  if ((what !== undefined && !line.clear) || rest.length > 0)
    throw usageError(
      'beamjit cache tells where compiled code is kept, beamjit cache clear drops it',
    );
}

function placeCompileWords(line: CommandLine, words: string[]): void {
  line.command = 'compile';
  line.files = words;
  if (words.length === 0) throw usageError('name what to compile: folders or .beam files');
  if (line.out === undefined) throw usageError('name the file to write: -o OUT');
}

/** `[MODULE:]FUNCTION/ARITY`; names may be quoted as in Erlang. */
function parseTarget(text: string): Target {
  const m = /^(?:('[^']+'|[^':][^:]*):)?('[^']+'|[^':][^:]*)\/(\d{1,3})$/.exec(text);
  if (m === null || Number(m[3]) > 255) {
    throw usageError(
      `"${text}" is no function: it should be FUNCTION/ARITY or MODULE:FUNCTION/ARITY; ` +
        'arguments of the program stand after --',
    );
  }
  const unquoted = (name: string) => name.replace(/^'(.*)'$/, '$1');
  return {
    module: m[1] === undefined ? undefined : unquoted(m[1]),
    name: unquoted(m[2]),
    arity: Number(m[3]),
  };
}

function tierOf(value: string): Tier {
  const tier = TIERS.find((t) => t === value);
  if (tier === undefined) {
    throw usageError(`there is no tier ${value}, only ${TIERS.join(', ')}`);
  }
  return tier;
}

/** `NAME=NUMBER,…`. */
function thresholdsOf(value: string): Partial<Thresholds> {
  return Object.fromEntries(
    value.split(',').map((part) => {
      const [name, number] = part.split('=');
      if (!(name in THRESHOLDS)) {
        throw usageError(`--jit knows no "${name}", only ${Object.keys(THRESHOLDS).join(', ')}`);
      }
      if (!/^\d+$/.test(number ?? '')) throw usageError(`--jit: ${name} is a number`);
      return [name, Number(number)];
    }),
  );
}

function statsOf(value: string): StatsForm {
  if (value === '') return 'table';
  if (value === 'json') return value;
  throw usageError(`--stats knows no "${value}", only json`);
}

function patternsOf(option: string, value: string): FunctionPattern[] {
  return value.split(',').map((item) => {
    const pattern = parsePattern(item);
    if (pattern === undefined) throw usageError(`${option}: "${item}" is no function`);
    return pattern;
  });
}

/** `KIND,…[:M:F/A,…]`. */
function dumpOf(value: string): DumpRequest {
  const [kinds] = value.split(':', 1);
  const functions = value.slice(kinds.length + 1);
  return {
    kinds: kinds.split(',').map((name) => {
      const kind = DUMPS.find((k) => k === name);
      if (kind === undefined)
        throw usageError(`--dump knows no "${name}", only ${DUMPS.join(', ')}`);
      return kind;
    }),
    functions: functions === '' ? [] : patternsOf('--dump', functions),
  };
}

function tracesOf(value: string): TraceRequest {
  const traces = parseTraces(value);
  if ('names' in traces) return traces;
  throw usageError(`--trace knows no "${traces.unknown}", only ${Object.keys(TRACES).join(', ')}`);
}

const HELP_WIDTH = 100;

const SYNOPSIS = `beamjit [options] FILE [[MODULE:]FUNCTION/ARITY] [-- ARG…]
       beamjit compile DIR|FILE… -o OUT
       beamjit cache [clear]
       beamjit imports FILE
       beamjit disasm FILE`;

const NOTES = `FILE is a .beam file, an escript, an .ez archive, what beamjit compile has written, or a folder
of modules or of a mix, rebar3 or Gleam project. The modules beside it and those of the build
around it are found by themselves.

Without a function main/0 is called, or main/1 with the arguments as a list of strings (in
Elixir's modules: binaries). Other functions get each argument as the Erlang term that it is, or
else as a binary, and their result is printed.

Exit status: the program's own (halt/1); 1 after an uncaught error; 2 for a wrong command line.`;

/** What `--help` prints. */
export function helpText(): string {
  const left = OPTIONS.map(({ names, value }) => {
    const all = names.join(', ');
    if (value === undefined) return all;
    return value.startsWith('[') ? `${all}[=${value.slice(1)}` : `${all} ${value}`;
  });
  const width = Math.max(...left.map((text) => text.length));
  const line = (name: string, help: string) =>
    `  ${name.padEnd(width)}  ${wrapped(help, HELP_WIDTH - width - 4).join(`\n${' '.repeat(width + 4)}`)}`;
  const lines = OPTIONS.map(({ help }, i) => line(left[i], help));
  const traces = Object.entries(TRACES).map(([name, what]) => line(name, what));
  return `usage: ${SYNOPSIS}\n\n${lines.join('\n')}\n\ntraces:\n${traces.join('\n')}\n\n${NOTES}\n`;
}

/** A text in lines of so many characters. */
function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
