/*
 * What docs/bifs.md says is not there fails by that name, or nobody can call it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findOtp } from '../src/host/node/otp.ts';
import { atom, createRuntime, type Input, NotImplemented } from '../src/index.ts';
import { decodeModule } from '../src/loader/decode.ts';

const document = readFileSync(join(import.meta.dirname, '../docs/bifs.md'), 'utf8');
const missing = [...document.matchAll(/^- `([^`:]+):([^`]+)\/(\d+)`/gm)].map(
  ([, module, name, arity]) => ({ module, name, arity: Number(arity) }),
);

const otp = findOtp({ env: process.env });

/** A module as OTP has it. */
function decoded(module: string) {
  const bytes = otp.readModule(module);
  if (bytes === undefined) throw new Error(`OTP has no module ${module}`);
  return decodeModule(bytes, { file: `${module}.beam` });
}

/** Whether a program can call the function: its module can be loaded and exports it. */
function isCallable({ module, name, arity }: (typeof missing)[number]): boolean {
  const { exports, onLoad } = decoded(module);
  return onLoad === 0 && exports.some((entry) => entry.name === name && entry.arity === arity);
}

/** The message of what ends the program that makes this call. */
async function ending(module: string, name: string, args: Input[]): Promise<string> {
  const runtime = createRuntime();
  try {
    await runtime.callAsync(module, name, args);
    return 'returned';
  } catch (error) {
    return error instanceof NotImplemented ? error.message : String(error);
  } finally {
    runtime.stop();
  }
}

describe('what is not there', () => {
  test.each(missing.filter(isCallable))('$module:$name/$arity', async (f) => {
    const { module, name, arity } = f;
    const message = `beamjit: ${module}:${name}/${arity} is not implemented`;
    expect(await ending(module, name, new Array(arity).fill(atom('x')))).toBe(message);
  });

  test('inside of a module, fails too', () => {
    const modules = new Set(missing.filter((f) => !isCallable(f)).map(({ module }) => module));
    expect([...modules].sort()).toEqual(['prim_net', 'prim_socket', 'prim_tty']);
    for (const module of modules)
      expect(decoded(module).imports.map(({ name }) => name)).toContain('nif_error');
  });

  test.each([
    ['prim_net', 'info', [], 'prim_net:nif_info/0'],
    ['prim_socket', 'info', [], 'prim_socket:nif_info/0'],
    ['ram_file', 'open', [[], [atom('ram'), atom('read')]], 'the driver ram_file_drv'],
    ['erlang', 'trace', [atom('all'), true, []], 'erts_internal:trace/3'],
  ])('%s:%s', async (module, name, args, what) => {
    expect(await ending(module, name, args as Input[])).toBe(`beamjit: ${what} is not implemented`);
  });
});
