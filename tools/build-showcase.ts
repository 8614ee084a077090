// Compiles the showcase's sources into the committed examples/showcase/ebin:
//
//     node tools/build-showcase.ts [ERLC]
//
// Debug information is dropped; line numbers stay.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strip } from './corpus/strip.ts';

const SHOWCASE = join(import.meta.dirname, '..', 'examples', 'showcase');
const SOURCES = join(SHOWCASE, 'src');
const EBIN = join(SHOWCASE, 'ebin');

const [erlc = 'erlc'] = process.argv.slice(2);
const sources = readdirSync(SOURCES).map((name) => join(SOURCES, name));
execFileSync(erlc, ['-Werror', '+deterministic', '-o', EBIN, ...sources], { stdio: 'inherit' });
for (const name of readdirSync(EBIN)) {
  const file = join(EBIN, name);
  writeFileSync(file, strip(readFileSync(file)));
}
