// Which build of beamjit this is: compiled code names built-ins by number and the runtime's types by index, so only the build that made it can
// run it.
//
// The bundle has the answer as a constant (tsup.config.ts); sources are hashed when first asked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../util/version.ts';

declare const BEAMJIT_BUILD: string | undefined;

let known: string | undefined;

/** The version and what tells its builds apart, fit for a file's name: `0.1.0-5f3a…`. */
export function buildId(): string {
  known ??= `${VERSION}-${typeof BEAMJIT_BUILD === 'string' ? BEAMJIT_BUILD : hashSources(join(import.meta.dirname, '../..'))}`;
  return known;
}

/** A hash of all sources below a folder. */
export function hashSources(folder: string): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha1');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts')).sort())
    hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
