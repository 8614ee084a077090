// Facts about the project that must not drift apart.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../src/util/version.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the package', () => {
  it('has one version', () => {
    expect(manifest.version).toBe(VERSION);
    const changelog = readFileSync('CHANGELOG.md', 'utf8');
    expect(changelog).toMatch(/^## \[Unreleased\]/m);
  });

  it('has no dependency at run time', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
  });
});

describe('the command', () => {
  const oldNode = (version: string) =>
    `data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"${version}"}})`;

  it('refuses a Node that is too old in one line', () => {
    const args = ['--import', oldNode('20.19.0'), 'src/cli/bin.ts', '--version'];
    const result = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(result.status).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(
      /^beamjit: needs Node 24 or newer \(.*\); this is Node 20.19.0\n$/,
    );
  });

  it('loads nothing before that', () => {
    expect(readFileSync('src/cli/bin.ts', 'utf8')).not.toMatch(/^\s*(import|export)\s[^(]/m);
  });
});

describe("the project's own Node", () => {
  const run = (script: string, ...args: string[]) =>
    spawnSync(process.execPath, ['tools/node/run.mjs', script, ...args], { encoding: 'utf8' });

  it('runs a script with its arguments and gives its status', () => {
    const code = 'console.log(process.versions.node, process.argv[1]); process.exit(3)';
    const result = run('-e', code, 'arg');
    expect(result.status).toBe(3);
    const [version, arg] = result.stdout.trim().split(' ');
    expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(24);
    expect(arg).toBe('arg');
  });

  it('is in the lock file for each platform, as are those of all tools', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const missing = Object.values<{ optionalDependencies?: object }>(packages)
      .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
      .filter((name) => packages[`node_modules/${name}`] === undefined);
    expect(missing).toEqual([]);
  });
});
