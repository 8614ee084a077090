// Random Erlang programs: typed, so that most of what they evaluate has a value; terminating; the same for a seed wherever
// they are made. A program is one module or two, with some functions that call each other and a list of calls, each of
// which test/random/random_run.erl evaluates in a process of its own.

import { BINARY_RULES } from './binaries.ts';
import { COLLECTION_RULES } from './collections.ts';
import { CONTROL_RULES } from './control.ts';
import { type Plan, plan } from './functions.ts';
import { FUN_RULES } from './funs.ts';
import { NUMBER_RULES } from './numbers.ts';
import { Random } from './prng.ts';
import { PROCESS_RULES } from './processes.ts';
import { type Rule, Scope, type World } from './scope.ts';
import { commas, type Node, render, sequence, t } from './syntax.ts';
import { BINARY, INT, literal, type RecordType, randomType } from './types.ts';

export interface Module {
  readonly name: string;
  readonly tree: Node;
}

/** A program; its first module has calls/0. */
export interface Program {
  readonly seed: number;
  readonly modules: readonly Module[];
}

export interface Source {
  readonly name: string;
  readonly text: string;
}

const RULES: readonly Rule[] = [
  ...NUMBER_RULES,
  ...COLLECTION_RULES,
  ...BINARY_RULES,
  ...FUN_RULES,
  ...CONTROL_RULES,
  ...PROCESS_RULES,
];

/** About how many expressions a function has by default: small programs, of which many fit into a pack. */
export const SIZE = 13;

/** The program of a seed, in the language of that OTP's compiler. */
export function generate(seed: number, otp: number, size = SIZE): Program {
  const random = new Random(seed);
  const records = random.times(random.int(3), (index) => record(random, `r${index}`));
  const plans: Plan[] = [];
  const world: World = {
    random,
    otp,
    rules: RULES,
    records,
    types: [INT, INT, BINARY, ...records, ...random.times(5, () => randomType(random, 2))],
    functions: [],
    open: random.chance(0.6),
    size,
    budget: 0,
    names: 0,
  };
  const main = `rnd_${seed}`;
  const modules = world.open && random.chance(0.3) ? [main, `${main}_b`] : [main];
  for (const module of modules) {
    plans.push(...plan(world, module, 2 + random.int(3), plans.length + 1));
  }
  const complete = { ...world, functions: plans.map(({ signature }) => signature) };
  const functions = plans.map((p) => ({ module: p.signature.module, node: p.make(complete, p) }));
  const calls = callsOf(complete, main);
  return {
    seed,
    modules: modules.map((name) => {
      const own = functions.flatMap(({ module, node }) => (module === name ? [node] : []));
      if (name === main) own.push(calls);
      return { name, tree: moduleOf(name, complete, own) };
    }),
  };
}

export function sources({ modules }: Program): Source[] {
  return modules.map(({ name, tree }) => ({ name, text: render(tree) }));
}

function record(random: Random, name: string): RecordType {
  const of = random.times(1 + random.int(4), () => randomType(random, 1));
  return { kind: 'record', name, of };
}

function moduleOf(name: string, world: World, functions: readonly Node[]): Node {
  const records = world.records.map((record) => t`${declaration(world, record)}\n`);
  const exported = world.open ? '-compile(export_all).' : '-export([calls/0]).';
  return t`-module(${name}).\n${exported}\n${sequence(records, '')}\n${sequence(functions, '\n')}`;
}

function declaration({ random }: World, { name, of }: RecordType): Node {
  const fields = of.map((type, i) => t`f${String(i)} = ${literal(random, type, 1)}`);
  return t`-record(${name}, {${commas(fields)}}).`;
}

const FUELS = [0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 50];

/** `calls/0`: some calls of each function, each as a fun. */
function callsOf(world: World, main: string): Node {
  const { random } = world;
  const scope = new Scope(world, main, [], 2);
  const calls = world.functions.flatMap(({ module, name, args }) =>
    random.times(2 + random.int(3), () => {
      world.budget = 4;
      const fuel = random.chance(0.03) ? 300 : random.pick(FUELS);
      const values = [String(fuel), ...scope.exprs(args)];
      return t`fun() ->\n${module === main ? '' : `${module}:`}${name}(${commas(values)})\nend`;
    }),
  );
  return t`calls() ->\n[${sequence(calls, ',\n')}].\n`;
}
