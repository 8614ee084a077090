/*
 * Floats to text and back, digit for digit as OTP's.
 *
 * Three formats: `scientific` and `decimals` are C's "%.*e" and "%.*f" (exact value, ties to even),
 * where `decimals` below 19 and numbers below 2^53 take OTP's own short cut, whose result differs
 * from C's (it rounds a product of doubles) and so must be followed step by step; `short` is the
 * shortest text that reads back as the same double, with OTP's rule for when to use an exponent.
 *
 * Exact digits come from BigInt arithmetic: `Number.prototype.toExponential` rounds ties up and
 * `toFixed` gives up at 1e21, so neither can be used.
 */

/** OTP formats into a buffer of this many bytes, terminator included; longer text is `badarg`. */
const BUFFER_SIZE = 256;

/** Digits after the point of `float_to_list/1`. */
export const DEFAULT_DECIMALS = 20;

/** The largest double up to which OTP's short cut for `decimals` applies, and its limit of digits. */
const FAST_FIXED_MAX = 2 ** 53;
const FAST_FIXED_DECIMALS = 19;

export type FloatFormat =
  | { kind: 'scientific'; decimals: number }
  | { kind: 'decimals'; decimals: number; compact: boolean }
  | { kind: 'short' };

/**
 * The text of a finite double, or undefined where OTP raises `badarg` (the text is too long or the number
 * of digits is negative).
 */
export function formatFloat(value: number, format: FloatFormat): string | undefined {
  switch (format.kind) {
    case 'short':
      return formatShort(value);
    case 'scientific':
      return formatScientific(value, format.decimals);
    case 'decimals':
      return formatDecimals(value, format.decimals, format.compact);
  }
}

const float64 = new Float64Array(1);
const words = new BigUint64Array(float64.buffer);

/** A finite double as `mantissa * 2^exponent`, sign aside. */
function decompose(value: number): { mantissa: bigint; exponent: number } {
  float64[0] = value;
  const bits = words[0];
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** numerator / denominator to the nearest integer, ties to even. */
function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice > denominator || (twice === denominator && (quotient & 1n) === 1n))
    return quotient + 1n;
  return quotient;
}

/** |value| * 10^power to the nearest integer, ties to even. */
function scaled(value: number, power: number): bigint {
  const { mantissa, exponent } = decompose(value);
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator *= 10n ** BigInt(-power);
  return divideRounded(numerator, denominator);
}

/** C's "%.*e": one digit, `decimals` digits, an exponent of at least two digits. */
export function formatScientific(value: number, decimals: number): string | undefined {
  // OTP hands a negative number of digits to its printf, which then takes the default, six.
  const wanted = decimals < 0 ? 6 : decimals;
  if (wanted >= BUFFER_SIZE) return undefined;
  let exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  let digits = scaled(value, wanted - exponent).toString();
  // The logarithm may be one off, and rounding may carry into a new digit.
  if (value !== 0 && digits.length !== wanted + 1) {
    exponent += digits.length - (wanted + 1);
    digits = scaled(value, wanted - exponent).toString();
    if (digits.length === wanted + 2) {
      exponent++;
      digits = digits.slice(0, -1);
    }
  }
  digits = digits.padStart(wanted + 1, '0');
  const magnitude = Math.abs(exponent).toString().padStart(2, '0');
  const text =
    (isNegative(value) ? '-' : '') +
    digits[0] +
    (wanted > 0 ? `.${digits.slice(1)}` : '') +
    `e${exponent < 0 ? '-' : '+'}${magnitude}`;
  return text.length < BUFFER_SIZE ? text : undefined;
}

/** C's round(): to the nearest integer, halves up; exact also where adding 0.5 would round. */
function roundHalfUp(value: number): number {
  const floor = Math.floor(value);
  return value - floor >= 0.5 ? floor + 1 : floor;
}

/** Digits after the point, trailing zeros removed if `compact` (one stays). */
export function formatDecimals(
  value: number,
  decimals: number,
  compact: boolean,
): string | undefined {
  if (decimals < 0) return undefined;
  const sign = isNegative(value) ? '-' : '';
  const magnitude = Math.abs(value);
  let text: string;
  let strip = compact;
  if (magnitude > FAST_FIXED_MAX || decimals >= FAST_FIXED_DECIMALS) {
    if (decimals >= BUFFER_SIZE) return undefined;
    const digits = scaled(magnitude, decimals)
      .toString()
      .padStart(decimals + 1, '0');
    text = insertPoint(digits, decimals);
    if (sign.length + text.length >= BUFFER_SIZE) return undefined;
  } else if (decimals === 0) {
    strip = false;
    text = roundHalfUp(magnitude).toString();
  } else {
    const scale = 10 ** decimals;
    let whole = Math.floor(magnitude);
    let fraction = roundHalfUp((magnitude - whole) * scale);
    if (fraction >= scale) {
      whole++;
      fraction = 0;
    }
    text = `${whole}.${BigInt(fraction).toString().padStart(decimals, '0')}`;
  }
  return sign + (strip ? stripZeros(text) : text);
}

function insertPoint(digits: string, decimals: number): string {
  if (decimals === 0) return digits;
  const point = digits.length - decimals;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Removes trailing zeros as OTP does: also those of an integer's text, and one stays after a point. */
function stripZeros(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '0') end--;
  if (text[end - 1] === '.') end++;
  return text.slice(0, end);
}

/** The shortest text that reads back as `value`. */
export function formatShort(value: number): string {
  if (value === 0) return isNegative(value) ? '-0.0' : '0.0';
  const sign = value < 0 ? '-' : '';
  // JavaScript's shortest digits are the ones of Ryu: the fewest, and of those the closest.
  const [mantissaText, exponentText] = Math.abs(value).toExponential().split('e');
  const digits = mantissaText.replace('.', '');
  const scientific = Number(exponentText);
  const exponent = scientific - (digits.length - 1); // value = digits * 10^exponent
  return (
    sign +
    (printsPlain(digits, exponent, scientific)
      ? plainText(digits, exponent)
      : scientificText(digits, scientific))
  );
}

/** Plain notation where it is not longer than the other, and only for integers below 2^53. */
function printsPlain(digits: string, exponent: number, scientific: number): boolean {
  const length = digits.length;
  const lowest = length === 1 ? -4 : -(length + 2);
  const highest = length === 1 || scientific >= 10 ? 2 : 1;
  if (exponent < lowest || exponent > highest) return false;
  const value = Number(digits); // at most 17 digits; the comparisons below are far from its rounding
  if (exponent === 0) return BigInt(digits) < 2n ** 53n;
  if (exponent === 1) return value <= Math.floor(2 ** 52 / 5);
  if (exponent === 2) return value <= Math.floor(2 ** 51 / 25);
  return true;
}

function plainText(digits: string, exponent: number): string {
  if (exponent >= 0) return `${digits}${'0'.repeat(exponent)}.0`;
  const whole = digits.length + exponent;
  if (whole > 0) return `${digits.slice(0, whole)}.${digits.slice(whole)}`;
  return `0.${'0'.repeat(-whole)}${digits}`;
}

function scientificText(digits: string, exponent: number): string {
  return `${digits[0]}.${digits.length > 1 ? digits.slice(1) : '0'}e${exponent}`;
}

// A comma is a decimal point too, in the BIFs as in C of another locale.
const FLOAT_TEXT = /^[+-]?[0-9]+[.,][0-9]+(?:[eE][+-]?[0-9]+)?$/;

/**
 * The double that a whole text names (`list_to_float/1`, `binary_to_float/1`), or undefined where it is not
 * a float's text or too large for one. Digits are required on both sides of the point.
 */
export function parseFloatText(text: string): number | undefined {
  // C stops reading at a zero byte.
  const end = text.indexOf('\0');
  const read = end < 0 ? text : text.slice(0, end);
  if (!FLOAT_TEXT.test(read)) return undefined;
  const value = Number(read.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

/**
 * The float at the start of a text (`string:to_float/1`): its value and how many characters it takes,
 * or undefined if there is none.
 */
export function parseFloatPrefix(text: string): { value: number; length: number } | undefined {
  const match = /^[+-]?[0-9]+[.,][0-9]+(?:[eE][+-]?[0-9]+)?/.exec(text);
  if (!match) return undefined;
  const value = parseFloatText(match[0]);
  return value === undefined ? undefined : { value, length: match[0].length };
}
