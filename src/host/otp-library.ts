// What the runtime sees of an OTP installation: modules by name, applications, and files by path.
//
// Two things implement it: a pack (one file, ./otp-pack.ts), whose paths are virtual and begin with `/otp`, and a
// folder of the machine (./node/otp.ts), whose paths are the machine's own. The runtime asks the library first when
// it reads a path below `virtualRoot` and the host's file system otherwise.

/** An application of the library, as `code:lib_dir` and the code path need it. */
export interface OtpApp {
  readonly name: string;
  /** Empty for Elixir's, whose folders bear no version. */
  readonly vsn: string;
  /** The folder that holds `ebin`. */
  readonly dir: string;
}

/** OTP's library, and Elixir's where there is one. Nothing here throws for what is not there. */
export interface OtpLibrary {
  /** The major release, as `erlang:system_info(otp_release)` has it: `27`. */
  readonly release: string;
  /** The exact version: `27.3.4.1`; the release where the installation does not tell. */
  readonly version: string;
  /** Elixir's version, `undefined` where there is none. */
  readonly elixir: string | undefined;
  /** Where it comes from, for people to read. */
  readonly origin: string;
  /** What `code:root_dir()` is. */
  readonly root: string;
  /** Paths below this one exist in the library only; `undefined` where all paths are the machine's. */
  readonly virtualRoot: string | undefined;
  /** The path of a module's `.beam` file. */
  modulePath(name: string): string | undefined;
  /** The bytes of a module's `.beam` file. */
  readModule(name: string): Uint8Array | undefined;
  /** The applications in the order of the code path: erts, kernel and stdlib first. */
  apps(): readonly OtpApp[];
  /** The bytes of a file of the library. */
  readFile(path: string): Uint8Array | undefined;
  /** The names in a folder of the library, sorted. */
  listDir(path: string): readonly string[] | undefined;
}

/** OTP and Elixir from different places: what `first` lacks is taken from `second`. */
export function joinLibraries(first: OtpLibrary, second: OtpLibrary): OtpLibrary {
  const names = new Set(first.apps().map((app) => app.name));
  const added = second.apps().filter((app) => !names.has(app.name));
  const addedDirs = added.map((app) => `${app.dir}/`);
  const isAdded = (path: string) => addedDirs.some((dir) => path.startsWith(dir));
  const addedPath = (name: string) => {
    const path = second.modulePath(name);
    return path !== undefined && isAdded(path) ? path : undefined;
  };
  return {
    release: first.release,
    version: first.version,
    elixir: first.elixir ?? second.elixir,
    origin: first.origin,
    root: first.root,
    virtualRoot: first.virtualRoot ?? second.virtualRoot,
    modulePath: (name) => first.modulePath(name) ?? addedPath(name),
    readModule: (name) =>
      first.readModule(name) ??
      (addedPath(name) === undefined ? undefined : second.readModule(name)),
    apps: () => [...first.apps(), ...added],
    readFile: (path) => first.readFile(path) ?? second.readFile(path),
    listDir: (path) => first.listDir(path) ?? second.listDir(path),
  };
}

const FIRST_APPS = ['erts', 'kernel', 'stdlib', 'compiler'];

/** Orders applications as the code path does: the ones that every program uses first, then by name. */
export function compareApps(a: OtpApp, b: OtpApp): number {
  const rank = (app: OtpApp) => {
    const i = FIRST_APPS.indexOf(app.name);
    return i < 0 ? FIRST_APPS.length : i;
  };
  return rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** Splits a folder's name, `stdlib-6.2`, into the application and its version. */
export function splitAppDir(dir: string): { name: string; vsn: string } {
  const m = /^(.*)-(\d+(?:\.\d+)*[^/]*)$/.exec(dir);
  return m ? { name: m[1], vsn: m[2] } : { name: dir, vsn: '' };
}
