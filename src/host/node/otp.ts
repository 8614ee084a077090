// Finds OTP's library on this machine: a folder that was named, the one behind an `erl` on the PATH, or the pack
// that ships with beamjit. Nothing is started: an `erl` is followed through symbolic links, version managers'
// shims and wrapper scripts by reading them.

import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compareApps,
  joinLibraries,
  type OtpApp,
  type OtpLibrary,
  splitAppDir,
} from '../otp-library.ts';
import { openPack } from '../otp-pack.ts';

/** The oldest release whose library works. */
const OLDEST_RELEASE = 25;

/** A wrapper script is small; what is larger is a program. */
const MAX_SCRIPT = 64 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

export interface OtpSearch {
  /** What `--otp` named: a folder or a pack. */
  readonly dir?: string | undefined;
  readonly env: Environment;
  /** Packs to try, in this order; by default those beside the bundle or in the repository's cache. */
  readonly packs?: readonly string[];
}

/** No library could be had; the message says what to do. */
export class OtpNotFound extends Error {}

/** OTP's library by the order of the documentation: named, on the PATH, embedded. */
export function findOtp(search: OtpSearch): OtpLibrary {
  const packs = (search.packs ?? embeddedPacks()).filter((file) => isFile(file));
  const named = search.dir ?? (search.env.BEAMJIT_OTP || undefined);
  if (named !== undefined) {
    const by = search.dir === undefined ? 'BEAMJIT_OTP' : '--otp';
    if (isFile(named)) return openOtpPack(named);
    const root = otpRoot(named);
    if (root === undefined) {
      throw new OtpNotFound(
        `${by}: ${named} is no Erlang/OTP: it should have lib/kernel-… and lib/stdlib-… folders`,
      );
    }
    const release = Number(releaseOf(root).release);
    if (release < OLDEST_RELEASE) {
      throw new OtpNotFound(
        `${by}: ${named} is OTP ${release}; ${OLDEST_RELEASE} or newer is needed`,
      );
    }
    return withElixir(root, by, search.env, packs);
  }
  const root = erlangOnPath(search.env);
  if (root !== undefined) return withElixir(root, 'erl on PATH', search.env, packs);
  if (packs.length > 0) return openOtpPack(packs[0]);
  throw new OtpNotFound(
    'no Erlang/OTP library found: name a folder with --otp DIR or BEAMJIT_OTP, install Erlang ' +
      `(OTP ${OLDEST_RELEASE} or newer) so that erl is on the PATH, or, in a clone of beamjit, run "npm run build"`,
  );
}

/** The root folder of the OTP that this machine has of its own: named by BEAMJIT_OTP, or with `erl` on the PATH. */
export function findInstalledOtp(env: Environment): string | undefined {
  return (env.BEAMJIT_OTP && otpRoot(env.BEAMJIT_OTP)) || erlangOnPath(env);
}

/** Opens a pack. The file stays open as long as the process lives; modules are read when they are needed. */
export function openOtpPack(file: string): OtpLibrary {
  const fd = openSync(file, 'r');
  const read = (offset: number, length: number) => {
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const n = readSync(fd, bytes, done, length - done, offset + done);
      if (n === 0) throw new Error(`${file}: the pack ends before byte ${offset + length}`);
      done += n;
    }
    return bytes;
  };
  try {
    return openPack({ read }, file);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Opens an installation by its root folder (the one with `lib/kernel-…`), and an Elixir by its own. */
export function openOtpDir(root: string, origin: string, elixirRoot?: string): OtpLibrary {
  return new DirLibrary(root, origin, elixirRoot);
}

function withElixir(
  root: string,
  by: string,
  env: Environment,
  packs: readonly string[],
): OtpLibrary {
  const elixirRoot = elixirBeside(root) ?? elixirOnPath(env);
  const library = openOtpDir(root, `${root} (${by})`, elixirRoot);
  // an Erlang without Elixir: Elixir's own modules do not depend on the release
  if (elixirRoot === undefined && packs.length > 0) {
    return joinLibraries(library, openOtpPack(packs[0]));
  }
  return library;
}

class DirLibrary implements OtpLibrary {
  readonly release: string;
  readonly version: string;
  readonly elixir: string | undefined;
  readonly origin: string;
  readonly root: string;
  readonly virtualRoot = undefined;
  readonly #roots: readonly string[];
  readonly #apps: readonly OtpApp[];
  /** Module → path, of the applications listed so far: most programs need the first few only. */
  readonly #modules = new Map<string, string>();
  #listed = 0;

  constructor(root: string, origin: string, elixirRoot: string | undefined) {
    const { release, version } = releaseOf(root);
    this.root = root;
    this.origin = origin;
    this.release = release;
    this.version = version;
    this.#roots = elixirRoot === undefined ? [root] : [root, elixirRoot];
    const elixir = elixirRoot === undefined ? [] : appsIn(join(elixirRoot, 'lib'));
    this.elixir = elixirRoot && elixirVersion(elixirRoot);
    const apps = newestApps([...appsIn(join(root, 'lib')), ...ertsOutsideLib(root)]);
    this.#apps = [...apps, ...newestApps(elixir)].sort(compareApps);
  }

  modulePath(name: string): string | undefined {
    for (;;) {
      const path = this.#modules.get(name);
      if (path !== undefined || this.#listed === this.#apps.length) return path;
      const ebin = join(this.#apps[this.#listed++].dir, 'ebin');
      for (const file of namesIn(ebin)) {
        if (!file.endsWith('.beam')) continue;
        const module = file.slice(0, -'.beam'.length);
        if (!this.#modules.has(module)) this.#modules.set(module, join(ebin, file));
      }
    }
  }

  readModule(name: string): Uint8Array | undefined {
    const path = this.modulePath(name);
    return path === undefined ? undefined : readFileSync(path);
  }

  apps(): readonly OtpApp[] {
    return this.#apps;
  }

  readFile(path: string): Uint8Array | undefined {
    return this.#holds(path) && isFile(path) ? readFileSync(path) : undefined;
  }

  listDir(path: string): readonly string[] | undefined {
    return this.#holds(path) && isDirectory(path) ? namesIn(path).sort() : undefined;
  }

  #holds(path: string): boolean {
    const whole = resolve(path);
    return this.#roots.some((root) => whole === root || whole.startsWith(join(root, '/')));
  }
}

/** The root folder of an installation given by a person: itself, or what lies in its `lib/erlang`. */
function otpRoot(dir: string): string | undefined {
  return [dir, join(dir, 'lib/erlang'), join(dir, 'usr/lib/erlang')]
    .map((candidate) => resolve(candidate))
    .find(isOtpRoot);
}

function isOtpRoot(dir: string): boolean {
  const names = namesIn(join(dir, 'lib'));
  return ['kernel-', 'stdlib-'].every((prefix) => names.some((name) => name.startsWith(prefix)));
}

/** The release by the folder `releases/NN`, the exact version by the file in it. */
function releaseOf(root: string): { release: string; version: string } {
  const releases = namesIn(join(root, 'releases')).filter((name) => /^\d+$/.test(name));
  const release = releases.sort((a, b) => Number(b) - Number(a))[0] ?? '0';
  const version = readText(join(root, 'releases', release, 'OTP_VERSION'))?.trim();
  return { release, version: version || release };
}

function elixirVersion(elixirRoot: string): string | undefined {
  const app = readText(join(elixirRoot, 'lib/elixir/ebin/elixir.app')) ?? '';
  return /\{\s*vsn\s*,\s*"([^"]*)"/.exec(app)?.[1];
}

function appsIn(lib: string): OtpApp[] {
  return namesIn(lib)
    .map((dir) => ({ ...splitAppDir(dir), dir: join(lib, dir) }))
    .filter((app) => isDirectory(join(app.dir, 'ebin')));
}

/** Some installations have the preloaded modules beside the emulator only. */
function ertsOutsideLib(root: string): OtpApp[] {
  return appsIn(root).filter((app) => app.name === 'erts');
}

/** One of each application: after a patch a folder of the old version may still be there. */
function newestApps(apps: readonly OtpApp[]): OtpApp[] {
  const newest = new Map<string, OtpApp>();
  for (const app of apps) {
    const other = newest.get(app.name);
    if (other === undefined || compareVersions(other.vsn, app.vsn) < 0) newest.set(app.name, app);
  }
  return [...newest.values()];
}

/** Orders versions number by number: 10.2 before 10.10. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => v.split(/[.-]/).map((n) => Number.parseInt(n, 10) || 0));
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function erlangOnPath(env: Environment): string | undefined {
  const usable = (root: string) =>
    isOtpRoot(root) && Number(releaseOf(root).release) >= OLDEST_RELEASE;
  return rootBehind('erl', 'erlang', env, usable);
}

function elixirOnPath(env: Environment): string | undefined {
  return rootBehind('elixir', 'elixir', env, isElixirRoot);
}

/** Debian keeps the two side by side. */
function elixirBeside(root: string): string | undefined {
  return [join(root, 'lib/elixir'), join(dirname(root), 'elixir')].find(isElixirRoot);
}

function isElixirRoot(dir: string): boolean {
  return isFile(join(dir, 'lib/elixir/ebin/elixir.app'));
}

/** The root folder of the program on the PATH; an `erl` that leads nowhere is passed over for the next one. */
function rootBehind(
  program: string,
  plugin: string,
  env: Environment,
  isRoot: (dir: string) => boolean,
): string | undefined {
  const file = process.platform === 'win32' ? `${program}.exe` : program;
  for (const dir of (env.PATH ?? '').split(delimiter)) {
    const path = join(dir, file);
    if (!isAbsolute(dir) || !isFile(path)) continue;
    const candidates = [
      ...rootsAround(realpathSync(path)),
      ...managedRoots(dir, path, plugin, env),
      ...scriptRoots(path, program),
    ];
    const root = candidates.find(isRoot);
    if (root !== undefined) return root;
  }
  return undefined;
}

/** `ROOT/bin/erl`, `PREFIX/bin/erl` of `PREFIX/lib/erlang`, `ROOT/erts-15.2/bin/erl`. */
function rootsAround(program: string): string[] {
  const above = dirname(dirname(program));
  return [above, join(above, 'lib/erlang'), join(above, 'lib/elixir'), dirname(above)];
}

/**
 * The installations behind a version manager's shim: asdf's shims are scripts that name the versions having the
 * program, mise's are links to itself. Both keep them in `installs/<plugin>/<version>` beside `shims`.
 */
function managedRoots(dir: string, shim: string, plugin: string, env: Environment): string[] {
  const installs = join(dirname(dir), 'installs', plugin);
  const installed = namesIn(installs).sort((a, b) => compareVersions(b, a));
  if (installed.length === 0) return [];
  const named = [...(script(shim) ?? '').matchAll(/^# asdf-plugin: \S+ (\S+)/gm)].map((m) => m[1]);
  const wanted = env[`ASDF_${plugin.toUpperCase()}_VERSION`] ?? chosenVersion(plugin, env);
  const versions = [...(wanted ? wanted.split(/\s+/) : []), ...named, ...installed];
  return versions.flatMap((version) => {
    const root = join(installs, version);
    return [root, join(root, 'lib/erlang')];
  });
}

/** The version that the nearest `.tool-versions` chooses, from the working directory up, then at home. */
function chosenVersion(plugin: string, env: Environment): string | undefined {
  const dirs: string[] = [];
  for (let dir = process.cwd(); ; dir = dirname(dir)) {
    dirs.push(dir);
    if (dir === dirname(dir)) break;
  }
  dirs.push(env.HOME ?? homedir());
  const line = new RegExp(`^${plugin}[ \\t]+([^#\\n]+)`, 'm');
  for (const dir of dirs) {
    const m = line.exec(readText(join(dir, '.tool-versions')) ?? '');
    if (m) return m[1].trim();
  }
  return undefined;
}

/** Where a wrapper script leads: its ROOTDIR, or a path of a program in an installation. */
function scriptRoots(path: string, program: string): string[] {
  const text = script(path);
  if (text === undefined) return [];
  const roots = [...text.matchAll(/\bROOTDIR=["']?([^"'\s;]+)/g)].map((m) => m[1]);
  const called = new RegExp(`["'\\s=](/[^"'\\s;$]*/bin/(?:${program}|erlexec))\\b`, 'g');
  for (const [, target] of text.matchAll(called)) {
    if (!isFile(target)) continue;
    const real = realpathSync(target);
    if (real !== realpathSync(path)) roots.push(...rootsAround(real));
  }
  return roots.filter((root) => isAbsolute(root));
}

/** The text of a script, `undefined` for a program. */
function script(path: string): string | undefined {
  if (statSync(path).size > MAX_SCRIPT) return undefined;
  const text = readText(path);
  return text?.startsWith('#!') ? text : undefined;
}

/** Beside the bundle; or, run from the sources, where the build keeps it. */
function embeddedPacks(): string[] {
  const here = dirname(fileURLToPath(import.meta.url));
  const sources = join('src', 'host', 'node');
  if (!here.endsWith(sources)) return [join(here, 'otp.pack')];
  const repository = here.slice(0, -sources.length);
  return [join(repository, 'dist/otp.pack'), join(repository, '.cache/otp/otp.pack')];
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  return statOf(path)?.isFile() === true;
}

function isDirectory(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
