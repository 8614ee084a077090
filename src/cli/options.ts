// The command line: one table of options from which parsing and `--help` both follow.
//
//   beamjit [options] FILE [[MODULE:]FUNCTION/ARITY] [-- ARG…]
//
// Options stand anywhere before `--`, in the forms `--name value` and `--name=value`.

import { THRESHOLDS, type Thresholds, type Tier } from '../jit/tiers.ts';
import { usageError } from './errors.ts';
import { NO_TRACES, parseTraces, TRACES, type TraceRequest } from './traces.ts';

/** What runs the code. */
export const TIERS = ['interp', 'wasm', 'auto'] as const;

export type Command = 'run' | 'imports' | 'disasm' | 'help' | 'version';

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
  target: Target | undefined;
  /** What stands after `--`. */
  args: string[];
  /** Folders and archives to look for modules in, in this order. */
  dirs: string[];
  otp: string | undefined;
  print: boolean;
  stats: boolean;
  tier: Tier;
  thresholds: Partial<Thresholds>;
  traces: TraceRequest;
}

interface Option {
  /** As they are written, the preferred one last. */
  readonly names: readonly string[];
  /** What to call its value in the help; an option without one is a switch. */
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
    names: ['--print'],
    help: 'print the result of main too',
    set: (line) => {
      line.print = true;
    },
  },
  {
    names: ['--stats'],
    help: 'tell at the end what was loaded and run, and how long it took',
    set: (line) => {
      line.stats = true;
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
    target: undefined,
    args: [],
    dirs: [],
    otp: undefined,
    print: false,
    stats: false,
    tier: 'interp',
    thresholds: {},
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
    if (option.value === undefined) {
      if (value !== undefined) throw usageError(`${name} takes no value`);
    } else {
      value ??= argv[++i];
      if (!value || value === '--') throw usageError(`${name} needs a value: ${option.value}`);
    }
    option.set(line, value ?? '');
  }
  placeWords(line, words);
  return line;
}

/** Command, file and function. */
function placeWords(line: CommandLine, words: string[]): void {
  if (line.command !== 'run') return;
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

function tracesOf(value: string): TraceRequest {
  const traces = parseTraces(value);
  if ('names' in traces) return traces;
  throw usageError(`--trace knows no "${traces.unknown}", only ${Object.keys(TRACES).join(', ')}`);
}

const SYNOPSIS = `beamjit [options] FILE [[MODULE:]FUNCTION/ARITY] [-- ARG…]
       beamjit imports FILE
       beamjit disasm FILE`;

const NOTES = `FILE is a .beam file, an escript, an .ez archive, or a folder of modules or of a mix, rebar3
or Gleam project. The modules beside it and those of the build around it are found by themselves.

Without a function main/0 is called, or main/1 with the arguments as a list of strings (in
Elixir's modules: binaries). Other functions get each argument as the Erlang term that it is, or
else as a binary, and their result is printed.

Exit status: the program's own (halt/1); 1 after an uncaught error; 2 for a wrong command line.`;

/** What `--help` prints. */
export function helpText(): string {
  const left = OPTIONS.map(({ names, value }) => {
    const all = names.join(', ');
    return value === undefined ? all : `${all} ${value}`;
  });
  const width = Math.max(...left.map((text) => text.length));
  const lines = OPTIONS.map(({ help }, i) => `  ${left[i].padEnd(width)}  ${help}`);
  const traces = Object.entries(TRACES).map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
  return `usage: ${SYNOPSIS}\n\n${lines.join('\n')}\n\ntraces:\n${traces.join('\n')}\n\n${NOTES}\n`;
}
