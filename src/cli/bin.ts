#!/usr/bin/env -S node --stack-size=3900 --max-semi-space-size=128 --v8-pool-size=0
// The file that `beamjit` starts: refuses a Node that is too old in one line, then loads the command.
//
// Nothing newer than Node 18 may be parsed before the check, so the command is a chunk of its own and this
// file imports nothing statically. Node keeps the compiled code of the chunk for the next start where it can.

const OLDEST = 24;

const version = process.versions.node;
if (Number.parseInt(version, 10) < OLDEST) {
  process.stderr.write(
    `beamjit: needs Node ${OLDEST} or newer (WasmGC); this is Node ${version}\n`,
  );
  process.exitCode = 1;
} else {
  import('node:module')
    .then(({ enableCompileCache }) => enableCompileCache())
    .then(() => import('./main.ts'));
}
