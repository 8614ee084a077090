/*
 * CRC-32 and Adler-32 with their combinations, as `erlang:crc32` and `erlang:adler32` give them (zlib's). The bytes are summed by
 * wasm/checksum.wasm.ts.
 *
 * A combination gives the sum of A ++ B from the sums of A and B and the length of B. For CRC-32 that is a
 * multiplication by x^(8 * length) modulo the polynomial, in the field of two elements.
 */

import { compression } from './compression.ts';

const CRC_POLYNOMIAL = 0xedb88320;

/** The CRC-32 of the bytes that gave `crc` followed by `bytes`; 0 starts a sum. */
export function crc32(crc: number, bytes: Uint8Array): number {
  return compression().sum('crc32', crc, bytes);
}

/** a * b modulo the polynomial; bit 31 is the coefficient of x^0. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 31; bit >= 0; bit--) {
    if ((a >>> bit) & 1) product ^= b;
    b = b & 1 ? CRC_POLYNOMIAL ^ (b >>> 1) : b >>> 1;
  }
  return product >>> 0;
}

/** The CRC-32 of two sequences from the CRC-32 of each and the length of the second. */
export function crc32Combine(first: number, second: number, secondLength: number): number {
  let power = 0x80000000; // x^0
  let square = 0x00800000; // x^8, for one byte
  for (let rest = secondLength; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = multiply(power, square);
    square = multiply(square, square);
  }
  return (multiply(power, first) ^ second) >>> 0;
}

const ADLER_BASE = 65521;

/** The Adler-32 of the bytes that gave `adler` followed by `bytes`; 1 starts a sum. */
export function adler32(adler: number, bytes: Uint8Array): number {
  return compression().sum('adler32', adler, bytes);
}

/** The Adler-32 of two sequences from the Adler-32 of each and the length of the second. */
export function adler32Combine(first: number, second: number, secondLength: number): number {
  if (secondLength === 0) return first; // as OTP has it, whatever `second` is
  const rest = secondLength % ADLER_BASE;
  const firstLow = first & 0xffff;
  // zlib reduces by subtraction, so sums that are no real ones come out unreduced as there.
  let low = firstLow + (second & 0xffff) + ADLER_BASE - 1;
  let high =
    ((rest * firstLow) % ADLER_BASE) + (first >>> 16) + (second >>> 16) + ADLER_BASE - rest;
  if (low >= ADLER_BASE) low -= ADLER_BASE;
  if (low >= ADLER_BASE) low -= ADLER_BASE;
  if (high >= ADLER_BASE * 2) high -= ADLER_BASE * 2;
  if (high >= ADLER_BASE) high -= ADLER_BASE;
  return ((high << 16) | low) >>> 0;
}
