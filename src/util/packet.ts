/*
 * Where a packet of a byte stream ends, for the packet types of `erlang:decode_packet/3` and of sockets, and what an HTTP
 * line says. The figures are OTP's, wrap-around and odd rules (a last line that ends in CR alone) included.
 */

export type PacketType =
  | 'raw'
  | '1'
  | '2'
  | '4'
  | 'sunrm'
  | 'line'
  | 'asn1'
  | 'cdr'
  | 'fcgi'
  | 'tpkt'
  | 'ssl_tls'
  | 'http'
  | 'httph';

export interface PacketLimits {
  /** The largest packet, 0 for no limit. */
  readonly packetSize: number;
  /** Longer lines are cut, 0 for no limit. */
  readonly lineLength: number;
  readonly delimiter: number;
}

/** The length of the packet at the front, 0 where more bytes are needed to know, undefined where it is none. */
export function packetLength(
  type: PacketType,
  bytes: Uint8Array,
  limits: PacketLimits,
): number | undefined {
  const n = bytes.length;
  const word16 = (at: number) => (bytes[at] << 8) | bytes[at + 1];
  const word32 = (at: number) => ((word16(at) << 16) | word16(at + 2)) >>> 0;
  /** A packet of a head and a body. */
  const whole = (head: number, body: number) => {
    // The emulator's lengths are 32 bits.
    const total = (head + body) | 0;
    return (limits.packetSize !== 0 && body > limits.packetSize) || total < head
      ? undefined
      : total;
  };
  switch (type) {
    case 'raw':
      return n;
    case '1':
      return n < 1 ? 0 : whole(1, bytes[0]);
    case '2':
      return n < 2 ? 0 : whole(2, word16(0));
    case '4':
      return n < 4 ? 0 : whole(4, word32(0));
    case 'sunrm':
      return n < 4 ? 0 : whole(4, word32(0) & 0x7fffffff);
    case 'line':
      return lineLength(bytes, limits);
    case 'asn1':
      return asn1Length(bytes, whole);
    case 'cdr': {
      if (n < 12) return 0;
      if (String.fromCharCode(...bytes.subarray(0, 4)) !== 'GIOP') return undefined;
      const little = (bytes[6] & 1) !== 0;
      return whole(12, new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, little));
    }
    case 'fcgi':
      if (n < 8) return 0;
      return bytes[0] === 1 ? whole(8, word16(4) + bytes[6]) : undefined;
    case 'tpkt':
      if (n < 4) return 0;
      return bytes[0] === 3 ? whole(4, (word16(2) - 4) >>> 0) : undefined;
    case 'ssl_tls':
      if (n < 5) return 0;
      return isSsl2Hello(bytes) ? whole(5, ((word16(0) & 0x7fff) - 3) >>> 0) : whole(5, word16(3));
    case 'http':
    case 'httph':
      return httpLength(bytes, type === 'httph', limits);
  }
}

/** An SSL 2 client hello, which has another head. */
export function isSsl2Hello(bytes: Uint8Array): boolean {
  return (bytes[0] & 0x80) !== 0 && bytes[2] === 1;
}

function lineLength(
  bytes: Uint8Array,
  { packetSize, lineLength, delimiter }: PacketLimits,
): number | undefined {
  const at = bytes.indexOf(delimiter);
  if (at < 0) {
    if (packetSize !== 0 && bytes.length > packetSize) return undefined;
    return lineLength !== 0 && bytes.length >= lineLength ? lineLength : 0;
  }
  const length = at + 1;
  if (packetSize !== 0 && length > packetSize) return undefined;
  return lineLength !== 0 && length > lineLength ? lineLength : length;
}

function asn1Length(
  bytes: Uint8Array,
  whole: (head: number, body: number) => number | undefined,
): number | undefined {
  if (bytes.length < 2) return 0;
  let at = 1;
  let left = bytes.length - 1;
  if ((bytes[0] & 0x1f) === 0x1f) {
    while (left > 0 && (bytes[at] & 0x80) !== 0) {
      at++;
      left--;
    }
    if (left < 2) return 0;
    at++;
    left--;
  }
  const length = bytes[at] & 0x7f;
  if ((bytes[at] & 0x80) === 0) return whole(at + 1, length);
  if (left - 1 < length) return 0;
  if (length > 4) return undefined;
  let body = 0;
  for (let i = 1; i <= length; i++) body = body * 256 + bytes[at + i];
  return whole(at + 1 + length, body);
}

const isBlank = (byte: number) => byte === 32 || byte === 9;

function httpLength(bytes: Uint8Array, header: boolean, limits: PacketLimits): number | undefined {
  const n = bytes.length;
  if ((n === 1 && bytes[0] === 10) || (n === 2 && bytes[0] === 13 && bytes[1] === 10)) return n;
  const limit = limits.packetSize !== 0 ? limits.packetSize : limits.lineLength;
  const tooLong = (length: number) => limit !== 0 && length > limit;
  for (let from = 0; ; ) {
    const at = bytes.indexOf(10, from);
    if (at < 0) return limit !== 0 && n >= limit ? undefined : 0;
    const length = at + 1;
    if (!header) return tooLong(length) ? undefined : length;
    if (length >= n) return tooLong(length) ? undefined : 0;
    // A header goes on in lines that begin with a blank.
    if (!isBlank(bytes[length]) || length <= 2) return tooLong(length) ? undefined : length;
    from = length;
  }
}

// ---- HTTP

export type HttpUri =
  | { readonly kind: '*' }
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'absolute';
      readonly scheme: 'http' | 'https';
      readonly host: string;
      readonly port: number;
      readonly path: string;
    }
  | { readonly kind: 'scheme'; readonly scheme: string; readonly rest: string }
  | { readonly kind: 'string'; readonly text: string };

export type HttpLine =
  | { readonly kind: 'end' }
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly uri: HttpUri;
      readonly version: readonly [number, number];
    }
  | {
      readonly kind: 'response';
      readonly version: readonly [number, number];
      readonly status: number;
      readonly phrase: string;
    }
  | {
      readonly kind: 'header';
      readonly name: string;
      readonly original: string;
      readonly value: string;
    };

/** Header names of at most so many characters are capitalized as they usually are written. */
const MAX_HEADER_NAME = 50;

/** What ends a token: blanks and the special characters of RFC 2616, and everything beyond ASCII. */
const TOKEN = /^[!#-'*+.0-9A-Z^-z|~\-$%&]*/;

/** Reads a line (Latin-1 text); undefined where it is no valid one. */
export function parseHttpLine(line: string, header: boolean): HttpLine | undefined {
  let text = line;
  if (text.length >= 2 && text.at(-2) === '\r') text = text.slice(0, -2);
  else if (text.endsWith('\n')) text = text.slice(0, -1);
  if (header) return parseHeader(text);
  return text.startsWith('HTTP/') ? parseResponse(text) : parseRequest(text);
}

function parseResponse(text: string): HttpLine | undefined {
  const match = /^HTTP\/(\d+)\.(\d+)[ \t]+(\d*)([ \t]*)(.*)$/s.exec(text);
  if (match === null || (match[4] === '' && match[5] !== '')) return undefined;
  return {
    kind: 'response',
    version: [Number(match[1]), Number(match[2])],
    status: Number(match[3]),
    phrase: match[5],
  };
}

function parseRequest(text: string): HttpLine | undefined {
  const method = (TOKEN.exec(text) as RegExpExecArray)[0];
  const match = /^[ \t]+([^ \t]+)[ \t]*(.*)$/s.exec(text.slice(method.length));
  if (method === '' || match === null) return undefined;
  const uri = parseUri(match[1]);
  // HTTP/0.9 has no version.
  if (match[2] === '') return { kind: 'request', method, uri, version: [0, 9] };
  const version = /^HTTP\/(\d+)\.(\d+)/.exec(match[2]);
  if (version === null) return undefined;
  return { kind: 'request', method, uri, version: [Number(version[1]), Number(version[2])] };
}

function parseHeader(text: string): HttpLine | undefined {
  if (text === '') return { kind: 'end' };
  const original = (TOKEN.exec(text) as RegExpExecArray)[0];
  if (text[original.length] !== ':') return undefined;
  const value = text.slice(original.length + 1).replace(/^[ \t]+/, '');
  const name =
    original.length > MAX_HEADER_NAME
      ? original
      : // Whatever follows a dash is a first letter, be it another dash.
        original.toLowerCase().replace(/(^|-)./g, (first) => first.toUpperCase());
  return { kind: 'header', name, original, value };
}

function parseUri(text: string): HttpUri {
  if (text === '*') return { kind: '*' };
  if (text.length <= 1 || text[0] === '/') return { kind: 'path', path: text };
  const absolute = /^(https?):\/\//i.exec(text);
  if (absolute !== null) {
    return parseAbsolute(
      absolute[1].toLowerCase() as 'http' | 'https',
      text.slice(absolute[0].length),
    );
  }
  const colon = text.indexOf(':');
  if (colon < 0) return { kind: 'string', text };
  return { kind: 'scheme', scheme: text.slice(0, colon), rest: text.slice(colon + 1) };
}

function parseAbsolute(scheme: 'http' | 'https', text: string): HttpUri {
  const slash = text.indexOf('/');
  const path = slash < 0 ? '/' : text.slice(slash);
  const location = slash < 0 ? text : text.slice(0, slash);
  const bracket = location.startsWith('[') ? location.indexOf(']') : -1;
  const end = bracket > 0 ? bracket + 1 : location.indexOf(':');
  const host = end < 0 ? location : location.slice(0, end);
  const port = end < 0 ? null : /^:(\d+)$/.exec(location.slice(end));
  return { kind: 'absolute', scheme, host, port: port === null ? 0 : Number(port[1]), path };
}
