// Finds the folders of modules that belong to a file without being told: those beside it, and those of the build
// that it is part of or that stands in a folder above it.
//
//   mix      _build/<environment>/lib/<application>/ebin and …/consolidated (protocols; they go first)
//   rebar3   _build/<profile>/lib/<application>/ebin
//   Gleam    build/<environment>/erlang/<package>/ebin
//   release  lib/<application>-<version>/ebin

import { basename, dirname, join } from 'node:path';
import { namesIn } from './modules.ts';

/** Environments and profiles in the order in which they are preferred; others come after, by name. */
const PREFERRED = ['default', 'dev', 'prod'];

/** What a build tool leaves: its folder, and where below an environment the applications are. */
const LAYOUTS = [
  { build: '_build', lib: 'lib' },
  { build: 'build', lib: 'erlang' },
] as const;

/** How many folders above a file may hold the build. */
const MAX_LEVELS = 8;

/** Folders for the modules around a folder `dir` (absolute), it first. */
export function ebinsAround(dir: string): string[] {
  const beside = [dir, join(dir, 'ebin')];
  const lib = libraryOf(dir);
  const found = lib === undefined ? buildsAbove(dir) : ebinsOf(lib);
  return [...new Set([...found.filter(isConsolidated), ...beside, ...found])];
}

/** The folder of applications that `dir` is the ebin folder of one of. */
function libraryOf(dir: string): string | undefined {
  if (basename(dir) !== 'ebin') return undefined;
  const lib = dirname(dirname(dir));
  const name = basename(lib);
  return ['lib', 'erlang', 'deps', 'apps'].includes(name) ? lib : undefined;
}

/** The applications of the nearest build at or above `dir`. */
function buildsAbove(dir: string): string[] {
  let at = dir;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const ebins = LAYOUTS.flatMap(({ build, lib }) => {
      const root = join(at, build);
      return environmentsIn(root).flatMap((name) => ebinsOf(join(root, name, lib)));
    });
    if (ebins.length > 0 || dirname(at) === at) return ebins;
    at = dirname(at);
  }
  return [];
}

function environmentsIn(root: string): string[] {
  const names = namesIn(root).sort();
  return [
    ...PREFERRED.filter((name) => names.includes(name)),
    ...names.filter((name) => !PREFERRED.includes(name)),
  ];
}

function ebinsOf(lib: string): string[] {
  return namesIn(lib)
    .sort()
    .flatMap((app) => {
      const inside = namesIn(join(lib, app));
      return ['consolidated', 'ebin']
        .filter((name) => inside.includes(name))
        .map((name) => join(lib, app, name));
    });
}

function isConsolidated(dir: string): boolean {
  return basename(dir) === 'consolidated';
}
