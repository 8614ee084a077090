// CRC-32 and Adler-32 of bytes in the memory.

import { TABLE } from '../compression-window.ts';

const CRC_POLYNOMIAL = 0xedb88320;

const ADLER_BASE = 65521;

/** So many bytes can be added before a sum leaves 32 bits, whatever 16-bit sums it began with; a multiple of 4. */
const ADLER_RUN = 5552;

let hasCrcTables = false;

function makeCrcTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++)
      crc = (crc & 1) !== 0 ? CRC_POLYNOMIAL ^ (crc >>> 1) : crc >>> 1;
    store32(TABLE.CRC + (byte << 2), crc);
  }
  for (let entry = TABLE.CRC; entry < TABLE.CRC + 7 * 1024; entry += 4) {
    const crc = load32(entry);
    store32(entry + 1024, load32(TABLE.CRC + ((crc & 255) << 2)) ^ (crc >>> 8));
  }
  hasCrcTables = true;
}

/** The entry for a byte that `zeros` bytes follow. @inline */
function crcOf(zeros: i32, byte: i32): i32 {
  return load32(TABLE.CRC + (zeros << 10) + ((byte & 255) << 2));
}

/** The CRC-32 of the bytes that gave `crc` followed by those from `from` to `end`. Eight bytes are looked up at a time. @js */
export function crc32(crc: i32, from: i32, end: i32): i32 {
  if (!hasCrcTables) makeCrcTables();
  crc = ~crc;
  for (; end - from >= 8; from += 8) {
    const low = load32(from) ^ crc;
    const high = load32(from + 4);
    crc =
      crcOf(7, low) ^
      crcOf(6, low >>> 8) ^
      crcOf(5, low >>> 16) ^
      crcOf(4, low >>> 24) ^
      crcOf(3, high) ^
      crcOf(2, high >>> 8) ^
      crcOf(1, high >>> 16) ^
      crcOf(0, high >>> 24);
  }
  for (; from < end; from++) crc = crcOf(0, crc ^ load8(from)) ^ (crc >>> 8);
  return ~crc;
}

/** The Adler-32 of the bytes that gave `adler` followed by those from `from` to `end`. @js */
export function adler32(adler: i32, from: i32, end: i32): i32 {
  let low = adler & 0xffff;
  let high = adler >>> 16;
  while (from < end) {
    const runEnd = end - from > ADLER_RUN ? from + ADLER_RUN : end;
    for (; runEnd - from >= 4; from += 4) {
      low += load8(from);
      high += low;
      low += load8(from + 1);
      high += low;
      low += load8(from + 2);
      high += low;
      low += load8(from + 3);
      high += low;
    }
    for (; from < runEnd; from++) {
      low += load8(from);
      high += low;
    }
    low = remU(low, ADLER_BASE);
    high = remU(high, ADLER_BASE);
  }
  return (high << 16) | low;
}
