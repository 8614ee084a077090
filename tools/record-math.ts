/*
 * Records real Erlang's answers for the functions of module math (see test/util/record_math.erl), or compares many
 * more.
 * Usage: node tools/record-math.ts --otp BIN_DIR [--compare COUNT], with the folder of an OTP's erl and erlc. What it
 * compares it prints as percentages that differ; V8's own functions stand beside ours.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as erf from '../src/util/erf.ts';
import * as exponential from '../src/util/exponential.ts';
import * as hyperbolic from '../src/util/hyperbolic.ts';
import * as trigonometric from '../src/util/trigonometric.ts';
import {
  MATH_ANSWERS,
  MATH_FUNCTIONS,
  PAIRS,
  readMathAnswers,
} from '../test/util/math-functions.ts';

type Functions = Record<string, ((...args: number[]) => number) | undefined>;

const { values } = parseArgs({
  options: { otp: { type: 'string' }, compare: { type: 'string' } },
});
if (!values.otp)
  throw new Error('usage: node tools/record-math.ts --otp BIN_DIR [--compare COUNT]');

const work = mkdtempSync(join(tmpdir(), 'beamjit-record-'));
try {
  const source = join(import.meta.dirname, '../test/util/record_math.erl');
  execFileSync(join(values.otp, 'erlc'), ['-o', work, source]);
  const file = values.compare ? join(work, 'answers') : MATH_ANSWERS;
  const functions = MATH_FUNCTIONS.map(([name, arity]) => `{${name},${arity}}`);
  const count = values.compare ?? PAIRS;
  const start = `record_math:main("${file}", [${functions}], ${count}), halt().`;
  execFileSync(join(values.otp, 'erl'), ['-noshell', '-pa', work, '-eval', start], {
    stdio: 'ignore',
  });
  if (values.compare) compare(file);
} finally {
  rmSync(work, { recursive: true });
}

function compare(file: string): void {
  const ours: Functions = { ...exponential, ...trigonometric, ...hyperbolic, ...erf } as Functions;
  const engine = Math as unknown as Functions;
  for (const [name, answers] of readMathAnswers(file)) {
    const differs = (f: Functions[string]) => {
      if (!f) return '—';
      const wrong = answers.filter(({ args, result }) => {
        const got = f(...args);
        return !Object.is(Number.isFinite(got) ? got : NaN, result);
      });
      return `${((100 * wrong.length) / answers.length).toFixed(3)} %`;
    };
    console.log(name.padEnd(6), differs(ours[name]).padStart(9), differs(engine[name]).padStart(9));
  }
}
