// Tests run in worker processes of the project's own Node, two at a time: that is what the machines have, and
// a test may start programs that keep a core busy.
import { defineConfig } from 'vitest/config';

if (Number.parseInt(process.versions.node, 10) < 24) {
  throw new Error(
    `tests need the project's own Node, this is ${process.versions.node}: use "npm test" or ` +
      '"npm run vitest -- run FILE"',
  );
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
