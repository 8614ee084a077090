// What FILE is: a module, an escript, an archive, a compiled program or a folder; where its modules are, and which of them is the main one.

import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import type { HostCodeCache } from '../host/host.ts';
import type { MountedFolder } from '../host/library-files.ts';
import { buildId } from '../host/node/build-id.ts';
import { decodeImage, imageCache, looksLikeImage } from '../jit/image.ts';
import { decodeModule, looksLikeModule } from '../loader/decode.ts';
import { parseEscript } from '../loader/escript.ts';
import type { DecodedModule } from '../loader/module.ts';
import { ebinsAround } from './ebins.ts';
import { CommandError } from './errors.ts';
import {
  ArchiveSource,
  FileSource,
  FolderSource,
  ImageSource,
  ModulePath,
  type ModuleSource,
} from './modules.ts';

export interface Program {
  readonly modules: ModulePath;
  /** Folders for the code server's path. */
  readonly codePath: readonly string[];
  /** What the program sees as folders: archives. */
  readonly archives: readonly MountedFolder[];
  /** What was compiled ahead of time. */
  readonly precompiled?: HostCodeCache;
  /** The main module; undefined where a folder or an archive does not tell. */
  readonly main: DecodedModule | undefined;
  /** An escript's function is main/1, whatever else there is. */
  readonly isEscript: boolean;
}

/** What makes .beam files of source files. */
const COMPILERS: Readonly<Record<string, string>> = {
  '.erl': 'erlc',
  '.ex': 'elixirc',
  '.exs': 'elixirc',
  '.gleam': 'gleam build',
};

/** Opens what the command line names. */
export function openProgram(file: string, dirs: readonly string[]): Program {
  const path = resolve(file);
  const open = { path, named: dirs.map(openSource) };
  if (statOrFail(file).isDirectory()) return openFolder(open);
  const bytes = readFileSync(path);
  const extension = extname(path);
  if (extension === '.beam' || looksLikeModule(bytes)) return openModule(open, bytes);
  if (extension === '.ez') return openArchive(open, bytes);
  if (looksLikeImage(bytes)) return openImage(open, bytes);
  return openEscript(open, bytes);
}

interface Open {
  readonly path: string;
  /** What -pa named. */
  readonly named: readonly ModuleSource[];
}

function openModule({ path, named }: Open, bytes: Uint8Array): Program {
  const main = decodeModule(bytes, { file: path });
  const around = ebinsAround(dirname(path)).map((dir) => new FolderSource(dir));
  // the file that was named is the one that runs, whatever else bears its module's name
  return program([new FileSource(path, main.name, bytes), ...named, ...around], main);
}

function openFolder({ path, named }: Open): Program {
  const around = ebinsAround(path).map((dir) => new FolderSource(dir));
  const modules = [...named, ...around];
  return program(modules, mainOf(around, basename(path)));
}

function openArchive({ path, named }: Open, bytes: Uint8Array): Program {
  const archive = new ArchiveSource(path, bytes);
  return program([...named, archive], mainOf([archive], basename(path)));
}

function openImage({ path, named }: Open, bytes: Uint8Array): Program {
  const build = buildId();
  const image = decodeImage(bytes, { file: path, build });
  const source = new ImageSource(path, image);
  const beam = image.main === undefined ? undefined : source.read(image.main);
  const main = beam && decodeModule(beam, { file: path });
  return { ...program([source, ...named], main), precompiled: imageCache(image) };
}

function openEscript({ path, named }: Open, bytes: Uint8Array): Program {
  const compiler = COMPILERS[extname(path)];
  if (compiler !== undefined) {
    throw new CommandError(
      `${path} is source: compile it first (${compiler}), then run the .beam file`,
    );
  }
  const script = parseEscript(bytes, path);
  if (script.kind === 'beam') {
    const main = decodeModule(script.body, { file: path });
    return program([new FileSource(path, main.name, script.body), ...named], main, true);
  }
  const archive = new ArchiveSource(path, script.body);
  const name = script.main ?? basename(path).split('.')[0];
  const body = archive.read(name);
  if (body === undefined) throw new CommandError(`${path}: the archive has no module ${name}`);
  const main = decodeModule(body, { file: `${path}/${name}.beam` });
  return program([...named, archive], main, true);
}

function program(
  sources: readonly ModuleSource[],
  main: DecodedModule | undefined,
  isEscript = false,
): Program {
  const codePath = sources.flatMap((source) => {
    if (source instanceof ArchiveSource || source instanceof ImageSource) return source.folders();
    return source instanceof FolderSource && source.names().length > 0 ? [source.path] : [];
  });
  const archives = sources.filter(
    (source) => source instanceof ArchiveSource || source instanceof ImageSource,
  );
  return { modules: new ModulePath(sources), codePath, archives, main, isEscript };
}

/**
 * The main module of a folder or an archive: the one with its name, or the only one that has a function main. A
 * folder may hold many modules: only those of the first source that has any are looked into.
 */
function mainOf(sources: readonly ModuleSource[], name: string): DecodedModule | undefined {
  const decode = (source: ModuleSource, module: string) =>
    decodeModule(source.read(module) as Uint8Array, { file: source.fileOf(module) as string });
  const plain = name.replace(/\.ez$/, '').replace(/-\d[^/]*$/, '');
  const own = sources.find((source) => source.fileOf(plain) !== undefined);
  if (own !== undefined) return decode(own, plain);
  const first = sources.find((source) => source.names().length > 0);
  if (first === undefined) return undefined;
  const candidates = first
    .names()
    .map((module) => decode(first, module))
    .filter((module) => hasMain(module));
  return candidates.length === 1 ? candidates[0] : undefined;
}

export function hasMain(module: DecodedModule): boolean {
  return module.exports.some(({ name, arity }) => name === 'main' && arity <= 1);
}

/** A folder or an archive named by -pa. */
function openSource(name: string): ModuleSource {
  const path = resolve(name);
  if (statOrFail(name).isDirectory()) return new FolderSource(path);
  return new ArchiveSource(path, readFileSync(path));
}

/** One module, by the file that it is in; for `imports` and `disasm`. */
export function readOneModule(file: string): DecodedModule {
  statOrFail(file);
  const bytes = readFileSync(file);
  if (extname(file) === '.beam' || looksLikeModule(bytes)) {
    return decodeModule(bytes, { file });
  }
  const script = parseEscript(bytes, file);
  if (script.kind !== 'beam') throw new CommandError(`${file}: an archive; name a module`);
  return decodeModule(script.body, { file });
}

function statOrFail(file: string) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new CommandError(`${file}: no such file`);
  return stat;
}
