// Reports of crashed processes, of a runtime whose kernel nobody has needed before.

import { expect, test } from 'vitest';
import { atom, charlist, createRuntime, type Input, type Runtime } from '../../src/index.ts';

function runtime(): { made: Runtime; output: () => string } {
  let output = '';
  const decoder = new TextDecoder();
  const made = createRuntime({ stdout: (bytes) => void (output += decoder.decode(bytes)) });
  return { made, output: () => output };
}

const crashing = (reason: Input): Input[] => [atom('erlang'), atom('error'), [reason]];

test('a crash is reported before the program goes on', async () => {
  const { made, output } = runtime();
  made.call('erlang', 'spawn', crashing(atom('first')));
  made.call('erlang', 'spawn', crashing(atom('second')));
  await made.callAsync('timer', 'sleep', [1]);
  await made.callAsync('io', 'put_chars', [charlist('then\n')]);
  expect(output()).toMatch(
    /^=ERROR REPORT.*\nError in process <0\.\d+\.0> with exit value:\n\{first,\[.*\]\}\n\n=ERROR REPORT.*\n.*\n\{second,\[.*\]\}\n\nthen\n$/,
  );
  made.stop();
});

test('a program that ends at once boots nothing for its reports', () => {
  const { made, output } = runtime();
  made.call('erlang', 'spawn', crashing(atom('lost')));
  made.call('io', 'put_chars', [charlist('end\n')]);
  made.stop();
  expect(output()).toBe('end\n');
});

test('what is logged while the kernel is off comes out where it was logged', async () => {
  const { made, output } = runtime();
  const log = (text: string) => made.callAsync('logger', 'error', [charlist(text)]);
  const first = log('first');
  const second = log('second');
  await Promise.all([first, second]);
  await made.callAsync('timer', 'sleep', [1]);
  made.call('io', 'put_chars', [charlist('then\n')]);
  expect(output()).toMatch(/^=ERROR REPORT.*\nfirst\n=ERROR REPORT.*\nsecond\nthen\n$/);
  made.stop();
});

test('an exit is no crash', async () => {
  const { made, output } = runtime();
  made.call('erlang', 'spawn', [atom('erlang'), atom('exit'), [atom('reason')]]);
  await made.callAsync('timer', 'sleep', [20]);
  expect(output()).toBe('');
  made.stop();
});
