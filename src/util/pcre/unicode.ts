/*
 * What the engine knows of Unicode: the general category and script of a character and which characters differ
 * from it by case only. The data are those of the PCRE in OTP 27, recorded from it (unicode-data.ts), not
 * the JavaScript engine's, whose newer Unicode knows more characters.
 */
import { HORIZONTAL_SPACE } from './spaces.ts';
import { CASE_SETS, CATEGORIES, CATEGORY_RUNS, SCRIPT_RUNS, SCRIPTS } from './unicode-data.ts';

export type Predicate = (code: number) => boolean;

/** Runs of characters of one value: where each starts, and its value. */
interface Runs {
  starts: Uint32Array;
  values: Uint8Array;
}

/** Reads `length value` pairs in base 36, separated by spaces and commas. */
function readRuns(text: string): Runs {
  const pairs = text.split(' ');
  const starts = new Uint32Array(pairs.length);
  const values = new Uint8Array(pairs.length);
  let start = 0;
  pairs.forEach((pair, index) => {
    const [length, value] = pair.split(',');
    starts[index] = start;
    values[index] = Number.parseInt(value, 36);
    start += Number.parseInt(length, 36);
  });
  return { starts, values };
}

function lookUp(runs: Runs, code: number): number {
  let low = 0;
  let high = runs.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs.starts[middle] <= code) low = middle;
    else high = middle - 1;
  }
  return runs.values[low];
}

let categoryRuns: Runs | undefined;
let scriptRuns: Runs | undefined;
let caseMap: Map<number, number[]> | undefined;

/** The two letters of a character's general category. */
export function category(code: number): string {
  categoryRuns ??= readRuns(CATEGORY_RUNS);
  return CATEGORIES[lookUp(categoryRuns, code)];
}

function script(code: number): string {
  scriptRuns ??= readRuns(SCRIPT_RUNS);
  return SCRIPTS[lookUp(scriptRuns, code)];
}

/** The characters that differ from one by case only. */
export function otherCases(code: number): readonly number[] {
  if (!caseMap) {
    caseMap = new Map();
    for (const text of CASE_SETS.split(' ')) {
      const set = text.split(',').map((item) => Number.parseInt(item, 36));
      for (const member of set) {
        caseMap.set(
          member,
          set.filter((other) => other !== member),
        );
      }
    }
  }
  return caseMap.get(code) ?? [];
}

export const isUnicodeLetterOrNumber: Predicate = (code) => {
  const [general] = category(code);
  return general === 'L' || general === 'N';
};

export const isUnicodeWord: Predicate = (code) => code === 95 || isUnicodeLetterOrNumber(code);

export const isUnicodeSpace: Predicate = (code) =>
  (code >= 9 && code <= 13) || code === 0x85 || code === 0x180e || category(code)[0] === 'Z';

/** The predicate of a property's name as it stands in \p{…}, undefined if there is none of that name. */
export function property(name: string): Predicate | undefined {
  switch (name) {
    case 'Any':
      return () => true;
    case 'L&':
      return (code) => ['Lu', 'Ll', 'Lt'].includes(category(code));
    case 'Xan':
      return isUnicodeLetterOrNumber;
    case 'Xsp':
    case 'Xps':
      return isUnicodeSpace;
    case 'Xwd':
      return isUnicodeWord;
    case 'Xuc':
      return (code) =>
        code === 0x24 ||
        code === 0x40 ||
        code === 0x60 ||
        (code >= 0xa0 && code <= 0xd7ff) ||
        code >= 0xe000;
  }
  if (CATEGORIES.includes(name)) return (code) => category(code) === name;
  if (name.length === 1 && CATEGORIES.some(([general]) => general === name)) {
    return (code) => category(code)[0] === name;
  }
  if (SCRIPTS.includes(name)) return (code) => script(code) === name;
  return undefined;
}

/** The POSIX classes under `ucp`. */
export const UNICODE_CLASS: Readonly<Record<string, Predicate>> = {
  alpha: (code) => category(code)[0] === 'L',
  lower: (code) => category(code) === 'Ll',
  upper: (code) => category(code) === 'Lu',
  alnum: isUnicodeLetterOrNumber,
  cntrl: (code) => category(code) === 'Cc',
  digit: (code) => category(code) === 'Nd',
  graph: (code) => isGraph(code),
  print: (code) => code === 0x180e || category(code) === 'Zs' || isGraph(code),
  blank: (code) => HORIZONTAL_SPACE.some(([low, high]) => code >= low && code <= high),
  punct: (code) => category(code)[0] === 'P' || (code < 128 && category(code)[0] === 'S'),
  space: isUnicodeSpace,
  word: isUnicodeWord,
};

/** Visible characters: neither space nor control, some format characters included. */
function isGraph(code: number): boolean {
  const kind = category(code);
  if (kind[0] === 'Z') return false;
  if (kind[0] !== 'C') return true;
  return kind === 'Cf' && code !== 0x061c && code !== 0x180e && (code < 0x2066 || code > 0x2069);
}
