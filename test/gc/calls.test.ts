// Calls of built-in functions against real Erlang's answers (test/data/gc, recorded by tools/record-calls.ts). Terms come in
// the external format, so that reading it is tested along.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { binaryModule } from '../../src/bifs/binary.ts';
import { erlangExternal, termInternals } from '../../src/bifs/erlang-external.ts';
import { erlangListOperators, erlangOperators } from '../../src/bifs/erlang-operators.ts';
import { lists } from '../../src/bifs/lists.ts';
import { maps, mapsInternals } from '../../src/bifs/maps.ts';
import type { BifBody } from '../../src/bifs/registry.ts';
import '../../src/gc/constants.ts';
import { BeamError } from '../../src/gc/errors.ts';
import { decodeExternal, type ExportIdentity, type FunIdentity } from '../../src/gc/external.ts';
import { wasm } from '../../src/gc/instance.ts';
import { printTerm } from '../../src/gc/print.ts';
import {
  atom,
  exactEqual,
  listElements,
  makeReference,
  type Term,
  tuple,
} from '../../src/gc/term.ts';
import type { Process } from '../../src/sched/process.ts';

const bodies = new Map<string, BifBody>();
const tables = [
  binaryModule,
  erlangExternal,
  erlangListOperators,
  erlangOperators,
  lists,
  maps,
  mapsInternals,
  termInternals,
];
for (const bif of tables.flat()) bodies.set(`${bif.module}:${bif.name}/${bif.arity}`, bif.body);

const local = { node: atom('nonode@nohost'), creation: 0, secret: 0 };

const externalFuns = new Map<string, Term>();
function externalFun(module: Term, name: Term, arity: number): Term {
  const key = `${wasm.atomNameOf(module)}:${wasm.atomNameOf(name)}/${arity}`;
  let fun = externalFuns.get(key);
  if (fun === undefined) {
    const host: ExportIdentity = { module, name, arity };
    fun = wasm.newExternalFun(wasm.newExport(module, name, arity, 0, host));
    externalFuns.set(key, fun);
  }
  return fun;
}

const funEntry = (fun: FunIdentity): Term =>
  wasm.newFunEntry(fun.module, fun.arity, fun.numFree, fun.index, fun.oldUniq, 0, fun);

/** As much of a process as these functions need. */
const p = {
  runtime: {
    scheduler: { node: local.node },
    slot: () => local,
    code: { externalFun, isExported: () => true },
  },
  scheduler: {
    runner: { bump: () => undefined },
    references: { make: (resource: unknown) => makeReference(local.node, 0, [1, 2, 3], resource) },
  },
} as unknown as Process;

const decodeHex = (hex: string): Term =>
  decodeExternal(Buffer.from(hex, 'hex'), { local, externalFun, funEntry }).term;

function answer(body: BifBody, args: Term[]): Term {
  try {
    return tuple(atom('ok'), body(p, ...args));
  } catch (e) {
    if (e instanceof BeamError) return tuple(atom(e.class), e.reason);
    throw e;
  }
}

const show = (t: Term): string => printTerm(t).slice(0, 500);

describe.each(['maps', 'lists', 'external', 'binary', 'compare'])('calls: %s', (topic) => {
  const file = join(import.meta.dirname, `../data/gc/calls-${topic}.json`);
  const rows = JSON.parse(readFileSync(file, 'utf8')) as [string, string, string, string][];
  test(`${rows.length} of them`, () => {
    const wrong: string[] = [];
    for (const [module, name, argsHex, resultHex] of rows) {
      const args = listElements(decodeHex(argsHex)) as Term[];
      const key = `${module}:${name}/${args.length}`;
      const body = bodies.get(key);
      if (body === undefined) throw new Error(`${key} is missing`);
      const wanted = decodeHex(resultHex);
      const got = answer(body, args);
      if (!exactEqual(got, wanted))
        wrong.push(
          `${key}(${args.map(show).join(', ')})\n    wanted ${show(wanted)}\n    got    ${show(got)}`,
        );
    }
    expect(wrong.slice(0, 20).join('\n')).toBe('');
  });
});
