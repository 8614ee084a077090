// `beamjit cache`: where compiled code is kept, and `beamjit cache clear`, which drops it.
import { cacheFolder, cacheSize, clearCache } from '../host/node/code-cache.ts';
import type { CommandLine } from './options.ts';

export function cacheReport({ clear }: CommandLine): string {
  const folder = cacheFolder(process.env);
  if (folder === undefined) return 'no cache: there is no home folder\n';
  const { files, bytes } = clear ? clearCache(folder) : cacheSize(folder);
  const what = `${files} ${files === 1 ? 'module' : 'modules'}, ${(bytes / 2 ** 20).toFixed(1)} MB`;
  return `${folder}: ${what}${clear ? ' dropped' : ''}\n`;
}
