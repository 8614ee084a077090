// What `--trace` can show, and how it is asked for. Nothing here needs a runtime: the help starts without one.

/** Name → what is told. */
export const TRACES = {
  load: 'each module that is loaded, from where and how long it took',
  translate: 'each function that is called for the first time',
  spawn: 'each process that is made',
  exit: 'each process that ends, and why',
  send: 'each message',
  call: "each call of the program's own functions; call:M, call:M:F or call:M:F/A: of those",
} as const;

export type TraceName = keyof typeof TRACES;

/** Functions: all of a module, all of a name, or one. */
export interface FunctionPattern {
  readonly module: string;
  readonly name: string | undefined;
  readonly arity: number | undefined;
}

/** What `--trace` asks for. */
export interface TraceRequest {
  readonly names: ReadonlySet<TraceName>;
  /** Of `call`; where there is none, the program's own modules are meant. */
  readonly functions: readonly FunctionPattern[];
}

export const NO_TRACES: TraceRequest = { names: new Set(), functions: [] };

/** Takes the value of the option apart; undefined and the item in question where there is no such trace. */
export function parseTraces(value: string): TraceRequest | { readonly unknown: string } {
  const names = new Set<TraceName>();
  const functions: FunctionPattern[] = [];
  for (const item of value.split(',')) {
    const name = item.split(':', 1)[0];
    const pattern = item.slice(name.length + 1);
    if (!Object.hasOwn(TRACES, name)) return { unknown: item };
    names.add(name as TraceName);
    if (name === item) continue;
    const [, module, f, arity] = /^([^:]+)(?::([^/]+|\/)(?:\/(\d+))?)?$/.exec(pattern) ?? [];
    if (name !== 'call' || module === undefined) return { unknown: item };
    // Elixir's modules as Elixir writes them.
    const atom =
      /^[A-Z]/.test(module) && !module.startsWith('Elixir.') ? `Elixir.${module}` : module;
    functions.push({
      module: atom,
      name: f,
      arity: arity === undefined ? undefined : Number(arity),
    });
  }
  return { names, functions };
}

/** Whether a function is one of those meant. */
export function isMeant(
  { functions }: TraceRequest,
  module: string,
  name: string,
  arity: number,
): boolean {
  return functions.some(
    (p) =>
      p.module === module &&
      (p.name === undefined || p.name === name) &&
      (p.arity === undefined || p.arity === arity),
  );
}
