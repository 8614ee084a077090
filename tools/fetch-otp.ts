// Fetches OTP's and Elixir's libraries from Debian and packs them into the file that beamjit ships.
//
// Usage: node tools/node/run.mjs tools/fetch-otp.ts [--if-missing]
//
// The packages are named, never their files: `apt-get download` with a configuration of its own in .cache/otp (no
// root, nothing installed, the system's own lists untouched) checks Debian's signatures; `dpkg-deb -x` unpacks.
// The result is .cache/otp/otp.pack with the licences beside it, copied to dist/. With --if-missing a pack that is
// there already is used, and a failure is only a warning where the machine has an Erlang of its own.
//
// Applications: what programs use that are written for a plain Erlang: the language and its tools (erts, kernel,
// stdlib, compiler, sasl, syntax_tools, parsetools, tools, eunit, runtime_tools), network and security (crypto,
// asn1, public_key, ssl, inets), data (xmerl, mnesia), all of Elixir. Left out: those for graphics (wx, observer, et,
// debugger, reltool), of telecom (megaco, diameter), those that are external programs (os_mon, odbc,
// erl_interface), servers few start from a script (ssh, ftp, tftp, eldap, snmp), and dialyzer, edoc, common_test.

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { findInstalledOtp } from '../src/host/node/otp.ts';
import { splitAppDir } from '../src/host/otp-library.ts';
import { PACK_MAGIC } from '../src/host/otp-pack.ts';
import { type PackFile, writePack } from './otp/write-pack.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache/otp');
const dist = join(root, 'dist');

/** Debian 13's, the release that has OTP 27 and Elixir 1.18. */
const SUITE = 'trixie';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

const PACKAGES = [
  'erlang-base',
  'erlang-dev', // the header files of most applications
  'erlang-asn1',
  'erlang-crypto',
  'erlang-eunit',
  'erlang-inets',
  'erlang-mnesia',
  'erlang-parsetools',
  'erlang-public-key',
  'erlang-runtime-tools',
  'erlang-ssl',
  'erlang-syntax-tools',
  'erlang-tools',
  'erlang-xmerl',
  'elixir',
];

const ERLANG_APPS = new Set(
  `asn1 compiler crypto erts eunit inets kernel mnesia parsetools public_key runtime_tools sasl ssl stdlib
   syntax_tools tools xmerl`.split(/\s+/),
);
const ELIXIR_APPS = ['eex', 'elixir', 'ex_unit', 'iex', 'logger', 'mix'];

/** The versions that the runtime is written against; Debian's patch level may move. */
const EXPECTED = { release: '27', kernel: /^10\./, stdlib: /^6\./, elixir: /^1\.18\./ };

/** What is wrong, in words for whoever runs the build. */
class FetchError extends Error {}

function run(command: string, args: readonly string[], cwd: string): string {
  const result = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.error) throw new FetchError(`${command} cannot be started (${result.error.message})`);
  if (result.status !== 0) {
    const said = `${result.stderr}${result.stdout}`.trim().split('\n').slice(-3).join(' ');
    throw new FetchError(`${command} ${args.at(-1)} failed: ${said}`);
  }
  return result.stdout;
}

/** The mirror that this machine's own configuration uses, where it is Debian's. */
function mirror(): string {
  const sites = run('apt-get', ['indextargets', '--format', '$(SITE)'], root).split('\n');
  const site = sites.find((s) => /\/debian\/?$/.test(s));
  if (site === undefined) throw new FetchError('apt-get is configured with no mirror of Debian');
  return site;
}

/** Downloads the packages and unpacks them to `dest`. */
function fetchPackages(work: string, dest: string): void {
  for (const dir of ['apt/lists/partial', 'apt/cache/archives/partial', 'debs']) {
    mkdirSync(join(work, dir), { recursive: true });
  }
  if (!existsSync(KEYRING)) throw new FetchError(`${KEYRING} (debian-archive-keyring) is missing`);
  const sources = join(work, 'apt/sources.list');
  writeFileSync(sources, `deb [signed-by=${KEYRING}] ${mirror()} ${SUITE} main\n`);
  const options = [
    `Dir::Etc::SourceList=${sources}`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State::Lists=${join(work, 'apt/lists')}`,
    'Dir::State::status=/dev/null',
    `Dir::Cache=${join(work, 'apt/cache')}`,
    'APT::Sandbox::User=root', // else apt, run by root, drops to a user who may not write here
    'Acquire::Retries=3',
    'Acquire::Languages=none',
  ].flatMap((option) => ['-o', option]);
  const debs = join(work, 'debs');
  run('apt-get', [...options, '-qq', '--error-on=any', 'update'], debs);
  run('apt-get', [...options, '-qq', 'download', ...PACKAGES], debs);
  for (const deb of readdirSync(debs)) run('dpkg-deb', ['-x', join(debs, deb), dest], debs);
}

/** The files of a folder with this ending, in order. */
function filesOf(base: string, dir: string, ending: RegExp): PackFile[] {
  const path = join(base, dir);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => ({ dir, name, bytes: readFileSync(join(path, name)) }));
}

/** Uncompressed, and known to be a `.beam` file. */
function checkedBeam(file: PackFile): PackFile {
  if (!file.name.endsWith('.beam')) return file;
  const zipped = file.bytes[0] === 0x1f && file.bytes[1] === 0x8b;
  const bytes = zipped ? gunzipSync(file.bytes) : file.bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isBeam =
    bytes.length >= 12 && view.getUint32(0) === 0x464f5231 && view.getUint32(8) === 0x4245414d;
  if (!isBeam || view.getUint32(4) + 8 !== bytes.length) {
    throw new FetchError(`${file.dir}/${file.name} is not a whole .beam file`);
  }
  return { ...file, bytes };
}

/** An application's files; all modules that its `.app` file lists must be there. */
function appFiles(base: string, appDir: string, name: string): PackFile[] {
  const files = [
    ...filesOf(base, `${appDir}/ebin`, /\.(beam|app)$/).map(checkedBeam),
    ...filesOf(base, `${appDir}/include`, /\.hrl$/),
  ];
  const app = files.find((file) => file.name === `${name}.app`);
  if (!app) throw new FetchError(`${appDir}/ebin/${name}.app is missing`);
  const text = Buffer.from(app.bytes).toString('utf8').replace(/%.*/g, '');
  const listed = /\{\s*modules\s*,\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
  const modules = listed.split(',').map((m) => m.trim().replace(/^'|'$/g, ''));
  for (const module of modules) {
    if (module !== '' && !files.some((file) => file.name === `${module}.beam`)) {
      throw new FetchError(`${appDir}: module ${module} of ${name}.app is missing`);
    }
  }
  return files;
}

function expect(what: string, found: string, wanted: RegExp): void {
  if (!wanted.test(found)) throw new FetchError(`${what} ${found || '(none)'} is not ${wanted}`);
}

/** Packs what was unpacked below `unpacked` and returns a line about it. */
function pack(unpacked: string, to: string): string {
  const erlang = join(unpacked, 'usr/lib/erlang');
  const { release } = EXPECTED;
  const version = readFileSync(join(erlang, `releases/${release}/OTP_VERSION`), 'utf8').trim();
  const files: PackFile[] = [
    ...filesOf(erlang, `releases/${release}`, /^(OTP_VERSION|start_clean\.(rel|script))$/),
    ...filesOf(erlang, 'bin', /^(start|start_clean)\.boot$/),
  ];
  const missing = new Set(ERLANG_APPS);
  for (const dir of readdirSync(join(erlang, 'lib')).sort()) {
    const { name, vsn } = splitAppDir(dir);
    if (!missing.delete(name)) continue;
    if (name === 'kernel' || name === 'stdlib') expect(name, vsn, EXPECTED[name]);
    files.push(...appFiles(erlang, `lib/${dir}`, name));
  }
  if (missing.size > 0) throw new FetchError(`applications missing: ${[...missing].join(', ')}`);
  const usrLib = join(unpacked, 'usr/lib');
  for (const name of ELIXIR_APPS) files.push(...appFiles(usrLib, `elixir/lib/${name}`, name));
  const elixirApp = files.find((file) => file.name === 'elixir.app');
  const elixir =
    /\{\s*vsn\s*,\s*"([^"]*)"/.exec(Buffer.from(elixirApp?.bytes ?? []).toString())?.[1] ?? '';
  expect('elixir', elixir, EXPECTED.elixir);
  const bytes = writePack({ release, version, elixir }, files);
  writeFileSync(to, bytes);
  const modules = files.filter((file) => file.name.endsWith('.beam')).length;
  return `OTP ${version}, Elixir ${elixir}: ${modules} modules, ${(bytes.length / 1e6).toFixed(1)} MB`;
}

/** Debian's statement of copyright and licences for each package, and Elixir's notice. */
function collectLicences(unpacked: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const docs = join(unpacked, 'usr/share/doc');
  copyFileSync(join(docs, 'erlang-base/copyright'), join(to, 'erlang-otp.txt'));
  copyFileSync(join(docs, 'elixir/copyright'), join(to, 'elixir.txt'));
  copyFileSync(join(docs, 'elixir/NOTICE'), join(to, 'elixir-notice.txt'));
  copyFileSync(join(root, 'LICENSE'), join(to, 'apache-2.0.txt'));
}

function fetchOtp(): void {
  const work = join(cache, `work-${process.pid}`);
  try {
    const unpacked = join(work, 'root');
    fetchPackages(work, unpacked);
    const line = pack(unpacked, join(work, 'otp.pack'));
    rmSync(join(cache, 'licenses'), { recursive: true, force: true });
    collectLicences(unpacked, join(cache, 'licenses'));
    renameSync(join(work, 'otp.pack'), join(cache, 'otp.pack'));
    console.error(`otp: ${line}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Whether the cache has a pack of this format with its licences. */
function cached(): boolean {
  const file = join(cache, 'otp.pack');
  return (
    existsSync(file) &&
    existsSync(join(cache, 'licenses')) &&
    readFileSync(file).subarray(0, PACK_MAGIC.length).equals(PACK_MAGIC)
  );
}

function publish(): void {
  mkdirSync(dist, { recursive: true });
  copyFileSync(join(cache, 'otp.pack'), join(dist, 'otp.pack'));
  cpSync(join(cache, 'licenses'), join(dist, 'licenses'), { recursive: true });
  // The bundle holds pako.
  copyFileSync(join(root, 'node_modules/pako/LICENSE'), join(dist, 'licenses/pako'));
}

const ifMissing = process.argv.includes('--if-missing');
try {
  if (!ifMissing || !cached()) fetchOtp();
  publish();
} catch (error) {
  if (!(error instanceof FetchError)) throw error;
  console.error(`otp: ${error.message}`);
  console.error(
    "otp: the OTP library is fetched by `apt-get download`, so it needs apt-get, dpkg-deb, Debian's keyring and " +
      'the network, once.\n     Or install Erlang/OTP (25 or newer), or name an OTP folder in BEAMJIT_OTP.',
  );
  const own = ifMissing ? findInstalledOtp(process.env) : undefined;
  if (own) console.error(`otp: going on with the OTP of this machine, ${own}`);
  process.exitCode = own ? 0 : 1;
}
