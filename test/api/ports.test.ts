/*
 * Ports of an embedded runtime: they end with it, and where the host has no programs there are none.
 */
import { expect, it } from 'vitest';
import { createRuntime as createCoreRuntime } from '../../src/api/index.ts';
import {
  atom,
  charlist,
  createNodeHost,
  createRuntime,
  findOtp,
  type Input,
  type Runtime,
  type Tuple,
  tuple,
} from '../../src/index.ts';

/** Evaluates expressions in a process that does not end. */
function evaluate(runtime: Runtime, code: string): void {
  const ok = (value: unknown): Input => (value as Tuple).elements[1] as Input;
  const tokens = ok(runtime.call('erl_scan', 'string', [charlist(code)]));
  const expressions = ok(runtime.call('erl_parse', 'parse_exprs', [tokens]));
  runtime.spawn('erl_eval', 'exprs', [expressions, []]);
}

/** Whether a process of the operating system is there. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('lets programs go when it stops', async () => {
  let output = '';
  const runtime = createRuntime({
    stdout: (bytes) => {
      output += new TextDecoder().decode(bytes);
    },
  });
  evaluate(
    runtime,
    `P = open_port({spawn, "cat"}, []),
     io:format("~p.", [element(2, erlang:port_info(P, os_pid))]),
     receive never -> ok end.`,
  );
  await expect.poll(() => output).toMatch(/^\d+\.$/);
  const pid = Number.parseInt(output, 10);
  expect(isRunning(pid)).toBe(true);
  runtime.stop();
  // cat gets the end of its input
  await expect.poll(() => isRunning(pid)).toBe(false);
});

it('has none without a host that starts programs', () => {
  const { programs: _, ...host } = createNodeHost({ exit: () => {} });
  using core = createCoreRuntime({ host, otp: findOtp({ env: process.env }) });
  const open = (name: string) => () =>
    core.call('erlang', 'open_port', [tuple(atom(name), charlist('true')), []]);
  expect(open('spawn')).toThrow('enotsup');
  expect(open('spawn_driver')).toThrow('badarg');
});
