// `beamjit compile`: all functions of a program compiled ahead of time, into one file that `beamjit OUT` runs.

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { allBifs } from '../bifs/index.ts';
import { BifTable } from '../bifs/table.ts';
import { buildId } from '../host/node/build-id.ts';
import { compileService } from '../host/node/compile-service.ts';
import { compileModules } from '../jit/ahead.ts';
import { encodeImage, type Image } from '../jit/image.ts';
import { THRESHOLDS } from '../jit/tiers.ts';
import { decodeModule } from '../loader/decode.ts';
import type { DecodedModule } from '../loader/module.ts';
import { CommandError } from './errors.ts';
import { ArchiveSource, FolderSource, type ModuleSource, namesIn } from './modules.ts';
import type { CommandLine } from './options.ts';
import { hasMain, openProgram } from './program.ts';

/** What was named on the command line. */
interface Parts {
  readonly modules: DecodedModule[];
  readonly files: Image['files'][number][];
  /** The main module, as far as the files tell. */
  main: string | undefined;
}

/** Writes the file, and answers what is in it. */
export async function compileProgram({
  files,
  out,
  main,
  thresholds,
}: CommandLine): Promise<string> {
  const parts = gather(files);
  if (main !== undefined && parts.modules.every(({ name }) => name !== main))
    throw new CommandError(`--main: there is no module ${main} in what is to be compiled`);
  const service = await compileService();
  const bifs = new BifTable(allBifs());
  const compiled = compileModules(service, parts.modules, bifs, { ...THRESHOLDS, ...thresholds });
  const image: Image = {
    main: main ?? parts.main,
    modules: parts.modules.map(({ name, bytes }, i) => ({
      name,
      beam: bytes,
      units: compiled[i].units,
    })),
    files: parts.files,
  };
  const bytes = encodeImage(image, buildId());
  write(out as string, bytes);
  const functions = compiled.reduce((sum, module) => sum + module.functions, 0);
  const refused = compiled.flatMap((module) => module.refused);
  const lines = [
    `${out}: ${parts.modules.length} modules, ${functions} functions, ${(bytes.length / 1024).toFixed(0)} KB; main: ${image.main ?? 'none'}`,
    ...refused.map(({ name, reason }) => `not compiled: ${name}: ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
}

function gather(names: readonly string[]): Parts {
  const parts: Parts = { modules: [], files: [], main: undefined };
  const seen = new Set<string>();
  const add = (bytes: Uint8Array, file: string): DecodedModule | undefined => {
    const module = decodeModule(bytes, { file });
    if (seen.has(module.name)) return undefined;
    seen.add(module.name);
    parts.modules.push(module);
    return module;
  };
  for (const name of names) {
    const path = resolve(name);
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    if (isFile && extname(path) === '.beam') {
      const module = add(readFileSync(path), path);
      if (module !== undefined && hasMain(module)) parts.main ??= module.name;
      continue;
    }
    const program = openProgram(name, []);
    for (const source of program.modules.sources) {
      for (const module of source.names())
        add(source.read(module) as Uint8Array, source.fileOf(module) as string);
      parts.files.push(...applicationFiles(source));
    }
    parts.main ??= program.main?.name;
  }
  if (parts.modules.length === 0)
    throw new CommandError(`${names.join(', ')}: there are no modules`);
  return parts;
}

/** What a program needs to start its applications. */
function applicationFiles(source: ModuleSource): Image['files'][number][] {
  const isApp = (name: string) => name.endsWith('.app');
  if (source instanceof FolderSource)
    return namesIn(source.path)
      .filter(isApp)
      .map((name) => ({ name, bytes: readFileSync(join(source.path, name)) }));
  if (!(source instanceof ArchiveSource)) return [];
  return source.folders().flatMap((folder) =>
    (source.listDir(folder) ?? []).filter(isApp).map((name) => ({
      name,
      bytes: source.readFile(`${folder}/${name}`) as Uint8Array,
    })),
  );
}

/** Whoever runs the file meanwhile has the old one or the new one. */
function write(out: string, bytes: Uint8Array): void {
  const unfinished = `${out}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, out);
  } catch (e) {
    throw new CommandError(`${out} cannot be written: ${(e as Error).message}`);
  }
}
