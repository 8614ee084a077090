// erlang:decode_packet/3.
import { badarg } from '../gc/errors.ts';
import {
  atom,
  atoms,
  binary,
  byteSize,
  bytesOf,
  charList,
  isBinary,
  isList,
  listElements,
  makeInteger,
  NIL,
  safeIntegerOf,
  subBitstring,
  type Term,
  tuple,
  tupleArity,
  tupleElement,
} from '../gc/term.ts';
import {
  type HttpUri,
  isSsl2Hello,
  type PacketType,
  packetLength,
  parseHttpLine,
} from '../util/packet.ts';
import { latin1ToString, stringToLatin1 } from '../util/utf8.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  '*',
  'abs_path',
  'absoluteURI',
  'asn1',
  'badopt',
  'cdr',
  'error',
  'fcgi',
  'http',
  'http_bin',
  'http_eoh',
  'http_error',
  'http_header',
  'http_request',
  'http_response',
  'httph',
  'httph_bin',
  'invalid',
  'line',
  'line_delimiter',
  'line_length',
  'more',
  'ok',
  'packet_size',
  'raw',
  'scheme',
  'ssl_tls',
  'sunrm',
  'tpkt',
  'undefined',
);

const TYPES = new Map<Term, PacketType>([
  [makeInteger(0), 'raw'],
  [am.raw, 'raw'],
  [makeInteger(1), '1'],
  [makeInteger(2), '2'],
  [makeInteger(4), '4'],
  [am.asn1, 'asn1'],
  [am.sunrm, 'sunrm'],
  [am.cdr, 'cdr'],
  [am.fcgi, 'fcgi'],
  [am.line, 'line'],
  [am.tpkt, 'tpkt'],
  [am.http, 'http'],
  [am.http_bin, 'http'],
  [am.httph, 'httph'],
  [am.httph_bin, 'httph'],
  [am.ssl_tls, 'ssl_tls'],
]);

const METHODS = new Set(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE']);

/** The headers that OTP gives as atoms, in the order of their numbers, the first of which is 1. */
const HEADERS = [
  'Cache-Control',
  'Connection',
  'Date',
  'Pragma',
  'Transfer-Encoding',
  'Upgrade',
  'Via',
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'From',
  'Host',
  'If-Modified-Since',
  'If-Match',
  'If-None-Match',
  'If-Range',
  'If-Unmodified-Since',
  'Max-Forwards',
  'Proxy-Authorization',
  'Range',
  'Referer',
  'User-Agent',
  'Age',
  'Location',
  'Proxy-Authenticate',
  'Public',
  'Retry-After',
  'Server',
  'Vary',
  'Warning',
  'Www-Authenticate',
  'Allow',
  'Content-Base',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Location',
  'Content-Md5',
  'Content-Range',
  'Content-Type',
  'Etag',
  'Expires',
  'Last-Modified',
  'Accept-Ranges',
  'Set-Cookie',
  'Set-Cookie2',
  'X-Forwarded-For',
  'Cookie',
  'Keep-Alive',
  'Proxy-Connection',
];

/** Text as a string or, for `http_bin`, a binary. */
type TextMaker = (text: string) => Term;

const latin1Binary: TextMaker = (text) => binary(stringToLatin1(text) as Uint8Array);

const pair = (version: readonly [number, number]) =>
  tuple(makeInteger(version[0]), makeInteger(version[1]));

function uriTerm(uri: HttpUri, text: TextMaker): Term {
  switch (uri.kind) {
    case '*':
      return am['*'];
    case 'path':
      return tuple(am.abs_path, text(uri.path));
    case 'absolute': {
      const port = uri.port === 0 ? am.undefined : makeInteger(uri.port);
      return tuple(am.absoluteURI, atom(uri.scheme), text(uri.host), port, text(uri.path));
    }
    case 'scheme':
      return tuple(am.scheme, text(uri.scheme), text(uri.rest));
    case 'string':
      return text(uri.text);
  }
}

function httpTerm(line: string, header: boolean, text: TextMaker): Term {
  const parsed = parseHttpLine(line, header);
  switch (parsed?.kind) {
    case 'end':
      return am.http_eoh;
    case 'request': {
      const method = METHODS.has(parsed.method) ? atom(parsed.method) : text(parsed.method);
      return tuple(am.http_request, method, uriTerm(parsed.uri, text), pair(parsed.version));
    }
    case 'response':
      return tuple(
        am.http_response,
        pair(parsed.version),
        makeInteger(parsed.status),
        text(parsed.phrase),
      );
    case 'header': {
      const number = HEADERS.indexOf(parsed.name) + 1;
      const name = number > 0 ? atom(parsed.name) : text(parsed.name);
      return tuple(
        am.http_header,
        makeInteger(number),
        name,
        text(parsed.original),
        text(parsed.value),
      );
    }
  }
  return tuple(am.http_error, text(line));
}

/** `{ssl_tls, [], Type, {Major, Minor}, Data}`. */
function sslTerm(bytes: Uint8Array): Term {
  if (!isSsl2Hello(bytes)) {
    return tuple(
      am.ssl_tls,
      NIL,
      makeInteger(bytes[0]),
      pair([bytes[1], bytes[2]]),
      binary(bytes.subarray(5)),
    );
  }
  const body = bytes.subarray(3);
  const data = Uint8Array.of(1, body.length >> 16, body.length >> 8, body.length, ...body);
  return tuple(am.ssl_tls, NIL, makeInteger(22), pair([bytes[3], bytes[4]]), binary(data));
}

/** Bytes of a packet's head that are no part of what is delivered. */
const HEADS: Partial<Record<PacketType, number>> = { '1': 1, '2': 2, '4': 4 };

export const erlangPackets = defineBifs('erlang', {
  'decode_packet/3': (_, typeTerm, data, options) => {
    const type = TYPES.get(typeTerm);
    if (type === undefined) throw badarg(am.badopt);
    const items = listElements(options);
    if (!isList(options) || items === undefined) throw badarg();
    const limits = { packetSize: 0, lineLength: 0, delimiter: 10 };
    for (const item of items) {
      const value = tupleArity(item) === 2 ? safeIntegerOf(tupleElement(item, 1)) : undefined;
      if (value === undefined || value < 0 || value > 0xffffffff) throw badarg();
      const name = tupleElement(item, 0);
      if (name === am.packet_size) limits.packetSize = value;
      else if (name === am.line_length) limits.lineLength = value;
      else if (name === am.line_delimiter && type === 'line' && value <= 255)
        limits.delimiter = value;
      else throw badarg();
    }
    if (!isBinary(data)) throw badarg();
    const bytes = bytesOf(data);
    const length = packetLength(type, bytes, limits);
    if (length === undefined) return tuple(am.error, am.invalid);
    if (length === 0 || length > bytes.length) {
      return tuple(am.more, length === 0 ? am.undefined : makeInteger(length));
    }
    const rest = subBitstring(data, length * 8, (byteSize(data) - length) * 8);
    return tuple(am.ok, packetTerm(type, typeTerm, data, bytes.subarray(0, length)), rest);
  },
});

function packetTerm(type: PacketType, typeTerm: Term, data: Term, packet: Uint8Array): Term {
  if (type === 'ssl_tls') return sslTerm(packet);
  if (type === 'http' || type === 'httph') {
    const inBinaries = typeTerm === am.http_bin || typeTerm === am.httph_bin;
    return httpTerm(latin1ToString(packet), type === 'httph', inBinaries ? latin1Binary : charList);
  }
  const head = HEADS[type] ?? 0;
  // The last bytes of an FCGI packet are padding.
  const end = type === 'fcgi' ? packet.length - packet[6] : packet.length;
  return subBitstring(data, head * 8, (end - head) * 8);
}
