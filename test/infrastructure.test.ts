// Facts about the project that must not drift apart.

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
