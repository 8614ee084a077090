// A real Erlang VM that compiles and runs random programs, one after the other (driver.erl is its side).

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { CompiledModule } from '../../test/corpus/pack.ts';
import type { Source } from '../../test/random/programs/generate.ts';

const SOURCES = [
  join(import.meta.dirname, 'driver.erl'),
  join(import.meta.dirname, '..', '..', 'test', 'random', 'random_run.erl'),
];

/** What each line begins with that replies to a command. */
const REPLY = 'reply: ';

/** The compiler refuses the program, or fails; or there is nothing to run. */
export class Refused extends Error {}

export class Erl {
  readonly folder = mkdtempSync(join(tmpdir(), 'beamjit-random-'));
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  readonly #waiting: ((line: string) => void)[] = [];

  /** `bin` is the folder with an OTP's erl and erlc. */
  constructor(bin: string, options: readonly string[] = ['+S', '1']) {
    execFileSync(join(bin, 'erlc'), ['-o', this.folder, ...SOURCES], { stdio: 'inherit' });
    const args = ['-noshell', ...options, '-pa', this.folder, '-s', 'driver'];
    this.#child = spawn(join(bin, 'erl'), args, {
      cwd: this.folder,
      env: { ...process.env, ERL_CRASH_DUMP: '/dev/null' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#child.stdout! });
    // OTP itself may have something to say, too.
    this.#lines.on('line', (line) => {
      if (line.startsWith(REPLY)) this.#waiting.shift()?.(line.slice(REPLY.length));
    });
    this.#child.on('exit', () => {
      for (const reply of this.#waiting.splice(0)) reply('the VM has ended');
    });
  }

  /** The support module's bytes. */
  get support(): Uint8Array {
    return readFileSync(join(this.folder, 'random_run.beam'));
  }

  /** The OTP's release, such as 27. */
  async release(): Promise<number> {
    return Number(await this.#ask('release.'));
  }

  async compile(sources: readonly Source[], options: readonly string[]): Promise<CompiledModule[]> {
    const names = sources.map(({ name }) => name);
    for (const { name, text } of sources) {
      writeFileSync(join(this.folder, `${name}.erl`), text);
    }
    const reply = await this.#ask(
      `{compile, "${this.folder}", [${names}], [${['nowarn', ...options]}]}.`,
    );
    if (reply !== 'ok') throw new Refused(reply);
    return names.map((name) => ({
      name,
      bytes: readFileSync(join(this.folder, `${name}.beam`)),
    }));
  }

  /** The answers, a line each; undefined where a call takes too much time or memory. */
  async run(modules: readonly CompiledModule[]): Promise<string | undefined> {
    for (const { name, bytes } of modules) {
      writeFileSync(join(this.folder, `${name}.beam`), bytes);
    }
    const reply = await this.#ask(`{run, "${this.folder}", [${modules.map(({ name }) => name)}]}.`);
    if (reply !== 'ok') throw new Refused(reply);
    const answers = readFileSync(join(this.folder, 'answers'), 'utf8');
    return answers === 'too much' ? undefined : answers;
  }

  stop(): void {
    this.#child.stdin!.end();
    this.#child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #ask(command: string): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child.stdin!.write(`${command}\n`);
    });
  }
}
