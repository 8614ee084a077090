/*
 * Sets of characters. Membership below 256 is a bitmap (all there is in byte mode); above, ranges and
 * predicates for Unicode properties.
 *
 * Without `ucp` the classes \w, \d, \s and the POSIX ones are ISO 8859-1's also in Unicode mode, as OTP
 * builds PCRE: nothing above 255 belongs to them.
 */
import { otherCases, type Predicate } from './unicode.ts';

/** Words of the bitmap from ranges of codes. */
function ranges(...pairs: [number, number][]): Predicate {
  return (code) => pairs.some(([low, high]) => code >= low && code <= high);
}

const isLatin1Upper = ranges([65, 90], [192, 214], [216, 222]);
const isLatin1Lower = ranges([97, 122], [170, 170], [181, 181], [186, 186], [223, 246], [248, 255]);
const isLatin1Alpha: Predicate = (code) => isLatin1Upper(code) || isLatin1Lower(code);
const isDigit = ranges([48, 57]);
const isLatin1Graph = ranges([33, 126], [160, 255]);

/** The POSIX classes in ISO 8859-1, and what \d, \s and \w stand for. */
export const LATIN1_CLASS: Readonly<Record<string, Predicate>> = {
  alpha: isLatin1Alpha,
  lower: isLatin1Lower,
  upper: isLatin1Upper,
  alnum: (code) => isLatin1Alpha(code) || isDigit(code),
  ascii: ranges([0, 127]),
  blank: ranges([9, 9], [32, 32]),
  cntrl: ranges([0, 31], [127, 159]),
  digit: isDigit,
  graph: isLatin1Graph,
  print: (code) => code === 32 || isLatin1Graph(code),
  punct: (code) => isLatin1Graph(code) && !isLatin1Alpha(code) && !isDigit(code),
  space: ranges([9, 13], [32, 32]),
  word: (code) => isLatin1Alpha(code) || isDigit(code) || code === 95,
  xdigit: ranges([48, 57], [65, 70], [97, 102]),
};

/** Case of bytes in ISO 8859-1: the other case of a letter, itself for others. */
export function latin1OtherCase(code: number): number {
  if ((code >= 65 && code <= 90) || (code >= 192 && code <= 222 && code !== 215)) return code + 32;
  if ((code >= 97 && code <= 122) || (code >= 224 && code <= 254 && code !== 247)) return code - 32;
  return code;
}

/** The characters that a caseless `code` also matches. */
export function caseVariants(code: number, unicode: boolean): readonly number[] {
  if (unicode) return otherCases(code);
  const other = latin1OtherCase(code);
  return other === code ? [] : [other];
}

export class CharSet {
  readonly bitmap = new Uint8Array(256);
  private readonly high: [number, number][] = [];
  private readonly predicates: Predicate[] = [];
  private negated = false;

  /** Whether the character belongs to the set. */
  has(code: number): boolean {
    return code < 256 ? this.bitmap[code] !== 0 : this.hasHigh(code);
  }

  private hasHigh(code: number): boolean {
    for (const [low, high] of this.high) {
      if (code >= low && code <= high) return !this.negated;
    }
    for (const predicate of this.predicates) if (predicate(code)) return !this.negated;
    return this.negated;
  }

  /** The only member where there is but one, below 256; else -1. */
  only(): number {
    const first = this.bitmap.indexOf(1);
    const hasOthers = this.negated || this.high.length > 0 || this.predicates.length > 0;
    return hasOthers || this.bitmap.includes(1, first + 1) ? -1 : first;
  }

  addRange(low: number, high: number): void {
    for (let code = low; code <= Math.min(high, 255); code++) this.bitmap[code] = 1;
    if (high > 255) this.high.push([Math.max(low, 256), high]);
  }

  /** Adds a range and what its characters match regardless of case. */
  addRangeCaseless(low: number, high: number, unicode: boolean): void {
    this.addRange(low, high);
    for (let code = low; code <= high; code++) {
      for (const other of caseVariants(code, unicode)) {
        if (other < low || other > high) this.addRange(other, other);
      }
    }
  }

  /** Adds a class of bytes; if negated, all that is not in it, characters above 255 included. */
  addLatin1(predicate: Predicate, negated: boolean): void {
    for (let code = 0; code < 256; code++) if (predicate(code) !== negated) this.bitmap[code] = 1;
    if (negated) this.high.push([256, 0x10ffff]);
  }

  /** Adds the characters inside or outside of ranges. */
  addRanges(pairs: [number, number][], negated: boolean): void {
    this.addPredicate(ranges(...pairs), negated);
  }

  /** Adds a Unicode property. */
  addPredicate(predicate: Predicate, negated: boolean): void {
    for (let code = 0; code < 256; code++) if (predicate(code) !== negated) this.bitmap[code] = 1;
    this.predicates.push(negated ? (code) => !predicate(code) : predicate);
  }

  /** Turns the set into its complement; the last step of building one. */
  negate(): this {
    for (let code = 0; code < 256; code++) this.bitmap[code] ^= 1;
    this.negated = !this.negated;
    return this;
  }
}
