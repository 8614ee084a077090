// Where the modules of a program are: folders and archives in the order in which they are asked.
//
// A folder is listed when it is first asked for a module, not file by file: a build has many folders, and each of
// OTP's modules is looked for here first.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MountedFolder } from '../host/library-files.ts';
import type { Image } from '../jit/image.ts';
import { ZipArchive } from '../loader/zip.ts';

const BEAM = '.beam';

/** Modules by name. */
export interface ModuleSource {
  /** The folder or archive. */
  readonly path: string;
  names(): readonly string[];
  /** Where a module is, for people and for the code server. */
  fileOf(name: string): string | undefined;
  read(name: string): Uint8Array | undefined;
}

/** A folder of .beam files. One that cannot be read is empty, as in the code path. */
export class FolderSource implements ModuleSource {
  readonly path: string;
  #names: ReadonlySet<string> | undefined;

  constructor(path: string) {
    this.path = path;
  }

  names(): readonly string[] {
    return [...this.#list()].sort();
  }

  fileOf(name: string): string | undefined {
    return this.#list().has(name) ? join(this.path, name + BEAM) : undefined;
  }

  read(name: string): Uint8Array | undefined {
    const file = this.fileOf(name);
    return file === undefined ? undefined : readFileSync(file);
  }

  #list(): ReadonlySet<string> {
    this.#names ??= new Set(
      namesIn(this.path)
        .filter((name) => name.endsWith(BEAM))
        .map((name) => name.slice(0, -BEAM.length)),
    );
    return this.#names;
  }
}

/**
 * All modules of an archive, in whatever folder of it they are; the first of a name counts.
 *
 * The code server and `file` see it as a folder beside it, `virtualRoot`: applications have more than modules. Its
 * name does not end in `.ez`, for OTP's own loader would then want to unpack it by itself.
 */
export class ArchiveSource implements ModuleSource, MountedFolder {
  readonly path: string;
  readonly virtualRoot: string;
  readonly #archive: ZipArchive;
  readonly #entries = new Map<string, string>();
  /** Folder in the archive → what is in it. */
  readonly #folders = new Map<string, Set<string>>();

  constructor(path: string, bytes: Uint8Array) {
    this.path = path;
    this.virtualRoot = `${path}.content`;
    this.#archive = new ZipArchive(bytes, { file: path });
    for (const { name } of this.#archive.entries) {
      this.#addToFolders(name);
      if (!name.endsWith(BEAM)) continue;
      const module = name.slice(name.lastIndexOf('/') + 1, -BEAM.length);
      if (!this.#entries.has(module)) this.#entries.set(module, name);
    }
  }

  names(): readonly string[] {
    return [...this.#entries.keys()].sort();
  }

  fileOf(name: string): string | undefined {
    const entry = this.#entries.get(name);
    return entry === undefined ? undefined : `${this.virtualRoot}/${entry}`;
  }

  read(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(name);
    return entry === undefined ? undefined : this.#extract(entry);
  }

  /** The folders that hold modules, as paths below the virtual root. */
  folders(): string[] {
    const inside = [...this.#entries.values()].map((entry) => `/${entry}`);
    const found = new Set(inside.map((entry) => entry.slice(0, entry.lastIndexOf('/'))));
    return [...found].map((folder) => this.virtualRoot + folder);
  }

  readFile(path: string): Uint8Array | undefined {
    return this.#extract(this.#inside(path));
  }

  listDir(path: string): readonly string[] | undefined {
    const names = this.#folders.get(this.#inside(path));
    return names && [...names].sort();
  }

  #inside(path: string): string {
    return path.slice(this.virtualRoot.length).replace(/^\/+|\/+$/g, '');
  }

  #extract(name: string): Uint8Array | undefined {
    const entry = this.#archive.find(name);
    return entry && this.#archive.extract(entry);
  }

  #addToFolders(name: string): void {
    const parts = name.split('/').filter((part) => part !== '');
    parts.forEach((part, i) => {
      const folder = parts.slice(0, i).join('/');
      let names = this.#folders.get(folder);
      if (names === undefined) this.#folders.set(folder, (names = new Set()));
      names.add(part);
    });
  }
}

/** A program that was compiled ahead of time. The code server and `file` see it as a folder, as they see an archive. */
export class ImageSource implements ModuleSource, MountedFolder {
  readonly path: string;
  readonly virtualRoot: string;
  readonly #files: ReadonlyMap<string, Uint8Array>;

  constructor(path: string, { modules, files }: Image) {
    this.path = path;
    this.virtualRoot = `${path}.content`;
    this.#files = new Map([
      ...modules.map(({ name, beam }) => [name + BEAM, beam] as const),
      ...files.map(({ name, bytes }) => [name, bytes] as const),
    ]);
  }

  names(): readonly string[] {
    const beams = [...this.#files.keys()].filter((name) => name.endsWith(BEAM));
    return beams.map((name) => name.slice(0, -BEAM.length)).sort();
  }

  fileOf(name: string): string | undefined {
    return this.#files.has(name + BEAM) ? `${this.virtualRoot}/${name}${BEAM}` : undefined;
  }

  read(name: string): Uint8Array | undefined {
    return this.#files.get(name + BEAM);
  }

  folders(): string[] {
    return [this.virtualRoot];
  }

  readFile(path: string): Uint8Array | undefined {
    return this.#files.get(path.slice(this.virtualRoot.length + 1));
  }

  listDir(path: string): readonly string[] | undefined {
    return path.slice(this.virtualRoot.length + 1) === ''
      ? [...this.#files.keys()].sort()
      : undefined;
  }
}

/** One module that was given as a file, under the name that it has inside. */
export class FileSource implements ModuleSource {
  readonly path: string;
  readonly #name: string;
  readonly #bytes: Uint8Array;

  constructor(path: string, name: string, bytes: Uint8Array) {
    this.path = path;
    this.#name = name;
    this.#bytes = bytes;
  }

  names(): readonly string[] {
    return [this.#name];
  }

  fileOf(name: string): string | undefined {
    return name === this.#name ? this.path : undefined;
  }

  read(name: string): Uint8Array | undefined {
    return name === this.#name ? this.#bytes : undefined;
  }
}

/** All sources of a program, first come first served. */
export class ModulePath {
  readonly sources: readonly ModuleSource[];

  constructor(sources: readonly ModuleSource[]) {
    this.sources = sources;
  }

  find(name: string): ModuleSource | undefined {
    return this.sources.find((source) => source.fileOf(name) !== undefined);
  }

  fileOf(name: string): string | undefined {
    return this.find(name)?.fileOf(name);
  }

  read(name: string): Uint8Array | undefined {
    return this.find(name)?.read(name);
  }
}

/** The names in a folder, none where there is no such folder. */
export function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
