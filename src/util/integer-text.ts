/*
 * Integers to text and back in the bases 2 to 36, as `integer_to_list/2` and `list_to_integer/2` have them:
 * upper-case digits out, either case in, an optional sign, nothing else.
 *
 * JavaScript prints a BigInt in any base in sub-quadratic time but reads only bases 2, 8, 10 and 16; the others
 * are read by halving the text and multiplying, which costs O(M(n) log n) instead of a quadratic loop.
 */

const MIN_BASE = 2;
const MAX_BASE = 36;

/** Whether `base` is one that the BIFs take. */
export function isBase(base: number): boolean {
  return Number.isInteger(base) && base >= MIN_BASE && base <= MAX_BASE;
}

/** The text of an integer, digits above nine as upper-case letters. */
export function formatInteger(value: number | bigint, base = 10): string {
  const text = value.toString(base);
  return base > 10 ? text.toUpperCase() : text;
}

/** Prefixes by which `BigInt()` reads a base natively. */
const NATIVE_PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

/** digits[b]: the longest text of base b whose value is surely exact in a double. */
const SAFE_DIGITS = Array.from({ length: MAX_BASE + 1 }, (_, base) =>
  base < MIN_BASE ? 0 : Math.floor(53 / Math.log2(base)),
);

/** Below this many digits one pass of chunks beats further halving. */
const LEAF_DIGITS = 200;

/** The value of an ASCII digit or letter, 255 for other codes. */
const DIGIT_VALUE = new Uint8Array(256).fill(255);
for (let i = 0; i < 10; i++) DIGIT_VALUE[48 + i] = i;
for (let i = 0; i < 26; i++) DIGIT_VALUE[65 + i] = DIGIT_VALUE[97 + i] = 10 + i;

/** Whether the character code is a digit of the base. */
export function isDigit(code: number, base: number): boolean {
  return code < 256 && DIGIT_VALUE[code] < base;
}

/**
 * The integer that the whole text names, a number where it is a safe integer; undefined where the text is not
 * an integer's.
 */
export function parseInteger(text: string, base = 10): number | bigint | undefined {
  const prefix = parseIntegerPrefix(text, base);
  return prefix !== undefined && prefix.length === text.length ? prefix.value : undefined;
}

/** The integer at the start of a text and how many characters it takes; undefined if there is none. */
export function parseIntegerPrefix(
  text: string,
  base = 10,
): { value: number | bigint; length: number } | undefined {
  const signed = text.startsWith('-') || text.startsWith('+');
  let start = signed ? 1 : 0;
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end), base)) end++;
  if (end === start) return undefined;
  const length = end;
  while (start < end - 1 && text[start] === '0') start++;
  const magnitude = parseDigits(text.slice(start, end), base);
  if (text[0] !== '-') return { value: magnitude, length };
  return { value: magnitude === 0 ? 0 : -magnitude, length };
}

function parseDigits(digits: string, base: number): number | bigint {
  if (digits.length <= SAFE_DIGITS[base]) return Number.parseInt(digits, base);
  const prefix = NATIVE_PREFIX[base];
  const value = prefix !== undefined ? BigInt(prefix + digits) : parseHalves(digits, base);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** The powers base^(LEAF_DIGITS * 2^i) that the halves are joined by, computed once for a text. */
function parseHalves(digits: string, base: number): bigint {
  const powers: bigint[] = [BigInt(base) ** BigInt(LEAF_DIGITS)];
  while (LEAF_DIGITS * 2 ** powers.length < digits.length) powers.push(powers.at(-1)! ** 2n);
  const read = (from: number, to: number, level: number): bigint => {
    if (to - from <= LEAF_DIGITS) return parseLeaf(digits, from, to, base);
    const low = LEAF_DIGITS * 2 ** level;
    if (to - from <= low) return read(from, to, level - 1);
    const split = to - low;
    return read(from, split, level) * powers[level] + read(split, to, level - 1);
  };
  return read(0, digits.length, powers.length - 1);
}

function parseLeaf(digits: string, from: number, to: number, base: number): bigint {
  const step = SAFE_DIGITS[base];
  const scale = BigInt(base ** step);
  let value = 0n;
  // The odd chunk comes first, so that all others have the same scale.
  let at = from;
  let next = from + ((to - from) % step);
  while (at < to) {
    if (next > at) value = value * scale + BigInt(Number.parseInt(digits.slice(at, next), base));
    at = next;
    next += step;
  }
  return value;
}
