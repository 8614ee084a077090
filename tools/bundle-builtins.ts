// Node's own modules in the bundle, as they are.
//
// An `import` of one makes a namespace of all that it exports, and so loads what a module such as `node:fs` has left for later, streams
// among it: 13 ms of a start. `process.getBuiltinModule` gives the module itself. What is imported by `import(…)` stays as it is: the stub that
// refuses an old Node (src/cli/bin.ts) runs where there is no such function.
import type { Plugin } from 'esbuild';

export const bundleBuiltins: Plugin = {
  name: 'builtins',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'builtin' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};
