// Holds the imports of src/ to the table of folders in ARCHITECTURE.md, and the packages to their places.
//
// Helpers (`util`) are everybody's. A folder named in the table covers the folders below it, but for those with a
// row or a mention of their own (`host/node`). Types are free: a process has to name the runtime that it belongs to, and the
// runtime the processes, but only one of them may call the other's code at load time.

import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Import {
  readonly file: string;
  readonly target: string;
}

interface Rule {
  readonly except: boolean;
  readonly parts: readonly string[];
}

/** Parts of src/ that are named below another one's folder. */
const NESTED = ['host/node'];

/** Files directly in src/ and the parts they count as. */
const TOP_FILES: Readonly<Record<string, string>> = {
  'index.ts': 'index',
  'runtime.ts': 'runtime',
};

/** Packages that only these parts of the repository may import; any other package is for tools, tests and bench. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  binaryen: ['host/node'],
  pako: ['bifs'],
};

/** The folder table: part → what it may import. */
function readTable(): Map<string, Rule> {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const rows = text.slice(text.indexOf('| folder |')).matchAll(/^\| `([^`]+)` \|.*\| (.*) \|$/gm);
  const table = new Map<string, Rule>();
  for (const [, folder, cell] of rows) {
    const except = cell.startsWith('everything but ');
    const list = cell.replace(/^everything but /, '').replace(/^nothing$/, '');
    const parts = list.split(',').map((part) => part.trim().replaceAll('`', ''));
    table.set(folder.replace(/\.ts$/, ''), { except, parts: parts.filter((part) => part !== '') });
  }
  return table;
}

/** The part of src/ that a file belongs to. */
function partOf(file: string): string {
  const nested = NESTED.find((part) => file.startsWith(`${part}/`));
  if (nested !== undefined) return nested;
  if (file.includes('/')) return file.slice(0, file.indexOf('/'));
  return TOP_FILES[file] ?? file;
}

/** Every import of a value in every file, static, dynamic and re-exported. */
function readImports(): Import[] {
  const pattern = /(?:^|[;}\s])(?:from|import)\s*\(?\s*'([^'\n]+)'/g;
  return globSync('src/**/*.ts').flatMap((path) => {
    const file = relative('src', path).split(sep).join('/');
    const code = readFileSync(path, 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      .replace(/^(?:import|export) type [^;]*;/gm, '')
      .replace(/^import \{(?:\s*type [\w\s]+,?)+\} from [^;]*;/gm, '');
    return [...code.matchAll(pattern)].map(([, target]) => ({ file, target }));
  });
}

function mayImport(rule: Rule | undefined, from: string, to: string): boolean {
  if (from === to || to === 'util') return true;
  // the implementation of the host's interface names it, and runs the compiler in a thread of its own
  if (from === 'host/node') return to === 'host' || to === 'jit';
  if (rule === undefined) return false;
  return rule.except !== rule.parts.includes(to);
}

const table = readTable();
const imports = readImports();
const inside = imports.filter(({ target }) => target.startsWith('.'));
const outside = imports.filter(({ target }) => !target.startsWith('.'));

describe('the imports of src/', () => {
  it('are found, and so is the table', () => {
    expect(inside.length).toBeGreaterThan(20);
    expect(table.get('util')).toEqual({ except: false, parts: [] });
    expect(table.get('bifs')?.except).toBe(true);
  });

  it('come from parts that the table names', () => {
    const parts = new Set(imports.map(({ file }) => partOf(file)));
    const unknown = [...parts].filter((part) => !table.has(part) && !NESTED.includes(part));
    expect(unknown).toEqual([]);
  });

  it('follow the table', () => {
    const wrong = inside.flatMap(({ file, target }) => {
      const from = partOf(file);
      const to = partOf(join(dirname(file), target).split(sep).join('/'));
      return to.startsWith('..') || mayImport(table.get(from), from, to)
        ? []
        : [`${file} imports ${target}: ${from} may not import ${to}`];
    });
    expect(wrong).toEqual([]);
  });

  it('stay inside src/', () => {
    const leaving = inside.filter(
      ({ file, target }) => join('src', dirname(file), target).split(sep)[0] !== 'src',
    );
    expect(leaving).toEqual([]);
  });

  it("name their files' whole names, so that Node runs the sources", () => {
    expect(inside.filter(({ target }) => !/\.(ts|json)$/.test(target))).toEqual([]);
  });

  it("use Node's modules in src/host/node and src/cli only", () => {
    const wrong = outside.filter(
      ({ file, target }) =>
        target.startsWith('node:') && !['host/node', 'cli'].includes(partOf(file)),
    );
    expect(wrong).toEqual([]);
  });

  it('use the packages that are allowed where they are', () => {
    const wrong = outside.filter(
      ({ file, target }) =>
        !target.startsWith('node:') && !PACKAGES[target]?.includes(partOf(file)),
    );
    expect(wrong).toEqual([]);
  });
});
