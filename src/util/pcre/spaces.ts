/*
 * The characters of \h and \v, the same in byte and Unicode mode.
 */

/** \h */
export const HORIZONTAL_SPACE: [number, number][] = [
  [9, 9],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];

/** \v */
export const VERTICAL_SPACE: [number, number][] = [
  [10, 13],
  [0x85, 0x85],
  [0x2028, 0x2029],
];
