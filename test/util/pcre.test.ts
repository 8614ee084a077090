/*
 * The regular expression engine against what real Erlang's `re` answers (recorded by tools/record-util.ts): chosen and
 * random patterns on several subjects, and errors with their positions.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type CompileOptions,
  compile,
  type ExecOptions,
  exec,
  PatternError,
  type Program,
  Search,
  UnsupportedPattern,
} from '../../src/util/pcre/index.ts';
import { ENTRY } from '../../src/util/pcre/matcher.ts';
import { OP } from '../../src/util/pcre/program.ts';
import { hexBytes } from './hash-walk.ts';

function recorded<Row>(name: string): Row[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../data/util', name), 'utf8'));
}

/** Options as recorded: `dollar_endonly`, `newline:crlf`, `offset:1`. */
function options(names: string[]): CompileOptions & ExecOptions {
  return Object.fromEntries(
    names.map((name) => {
      const [key, value] = name.split(':');
      const camel = key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      return [camel, value === undefined ? true : key === 'offset' ? Number(value) : value];
    }),
  );
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

test('patterns match as real ones', () => {
  type Row = [string, string[], [string, string[], string | [number, number][]][]];
  let compared = 0;
  for (const [pattern, compileNames, runs] of recorded<Row>('patterns.json')) {
    const program = programOf(pattern, compileNames);
    if (!program) continue;
    for (const [subject, runNames, answer] of runs) {
      const result = exec(program, hexBytes(subject), options(runNames));
      const got: string | [number, number][] = result.status === 'match' ? [] : result.status;
      if (result.status === 'match' && typeof got !== 'string') {
        for (let i = 0; i < result.captures.length; i += 2) {
          const [start, end] = result.captures.subarray(i, i + 2);
          got.push(start < 0 ? [-1, 0] : [start, end - start]);
        }
      }
      const where = `${latin1Text(pattern)} [${compileNames}] on ${latin1Text(subject)} [${runNames}]`;
      expect([where, got]).toEqual([where, answer]);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(2000);
});

/** The program; undefined for a self-calling group with a condition on itself, which random patterns have at times. */
function programOf(pattern: string, names: string[]): Program | undefined {
  try {
    return compile(hexBytes(pattern), options(names));
  } catch (error) {
    if (error instanceof UnsupportedPattern && error.construct.startsWith('a group that calls'))
      return;
    throw error;
  }
}

function latin1Text(hex: string): string {
  return JSON.stringify(String.fromCharCode(...hexBytes(hex)));
}

test('errors have the real text and position', () => {
  for (const [pattern, names, message, position] of recorded<[string, string[], string, number]>(
    'pattern-errors.json',
  )) {
    let got: unknown;
    try {
      compile(latin1(pattern), options(names));
    } catch (error) {
      got = error instanceof PatternError ? [pattern, error.message, error.offset] : error;
    }
    expect(got).toEqual([pattern, message, position]);
  }
});

test.each(['\\X', 'a(*THEN)b', '(*ACCEPT)', '(?C1)', '(*MARK:x)a'])(
  '%s is refused by name',
  (pattern) => {
    expect(() => compile(latin1(pattern))).toThrow(UnsupportedPattern);
  },
);

test('the numbers of the matcher’s labels are the tables’', () => {
  const source = readFileSync(join(import.meta.dirname, '../../src/util/pcre/matcher.ts'), 'utf8');
  const labels = [...source.matchAll(/case (\d+) \/\* (OP|ENTRY)\.(\w+) \*\/:/g)];
  expect(labels.length).toBeGreaterThan(40);
  for (const [, number, table, name] of labels) {
    const numbers: Record<string, number> = table === 'OP' ? OP : ENTRY;
    expect([name, Number(number)]).toEqual([name, numbers[name]]);
  }
});

test('long subjects and deep backtracking need no deep stack', () => {
  const subject = new Uint8Array(200_000).fill(97);
  const result = exec(compile(latin1('(?:a|b)*c|(?:(a))*$')), subject);
  expect(result.status).toBe('match');
});

test('a limit counts from each start, and (*UTF) may be forbidden', () => {
  const words = latin1('word '.repeat(1000));
  expect(exec(compile(latin1('[a-z]+[0-9]')), words, { matchLimit: 100 }).status).toBe('nomatch');
  expect(exec(compile(latin1('a')), latin1('a'), { matchLimit: 0 }).status).toBe('match_limit');
  expect(() => compile(latin1('(*UTF8)a'), { neverUtf: true })).toThrow(PatternError);
});

test('a search that is interrupted has the same answer', () => {
  const program = compile(latin1('(a|b|ab)*c(d)'));
  const subject = latin1(`${'ab'.repeat(12)}c${'ab'.repeat(3)}cd`);
  const search = new Search(program, subject, {});
  let turns = 1;
  let result = search.run(50);
  for (; result === undefined; turns++) result = search.run(50);
  expect(turns).toBeGreaterThan(10);
  expect(result).toEqual(exec(program, subject));
});

test('a self-calling group with a condition on itself is refused by name', () => {
  expect(() => compile(latin1('(a(?(1)b|c)(?1)?)'))).toThrow(UnsupportedPattern);
  expect(() => compile(latin1('(a)(?(1)b|c)(?1)?'))).not.toThrow();
});

test('hopeless backtracking ends', () => {
  expect(exec(compile(latin1('(a+)+[bc]$')), latin1('a'.repeat(60))).status).toBe('match_limit');
  expect(exec(compile(latin1('(a+)+b')), latin1('a'.repeat(60))).status).toBe('nomatch');
});

test('UTF-8 is checked', () => {
  const program = compile(latin1('.'), { unicode: true });
  expect(exec(program, Uint8Array.of(0xff)).status).toBe('bad_utf');
  expect(exec(program, Uint8Array.of(0xc3, 0xa9), { offset: 1 }).status).toBe('bad_utf');
});
