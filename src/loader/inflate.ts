/**
 * Decompression, which the host provides: a JavaScript engine has none that is synchronous.
 */

/**
 * The host's decompressors. Each throws on damaged data, and also when there would be more than
 * `maxSize` bytes (after at most that many, so that a small file cannot fill the memory).
 */
export interface Inflater {
  /** zlib format (RFC 1950): literals. */
  inflate(bytes: Uint8Array, maxSize: number): Uint8Array;
  /** gzip format (RFC 1952): whole compressed modules. */
  gunzip(bytes: Uint8Array, maxSize: number): Uint8Array;
  /** Deflate data without a header (RFC 1951): archive entries. */
  inflateRaw(bytes: Uint8Array, maxSize: number): Uint8Array;
}
