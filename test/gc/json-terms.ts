// Terms of the recorded answers in test/data (see test/util/record.erl) as terms of the runtime.
import {
  atom,
  atomIndex,
  bitstring,
  cons,
  makeFloat,
  makeInteger,
  mapFrom,
  NIL,
  type Term,
  tuple,
} from '../../src/gc/term.ts';
import { hexBytes, hexFloat, type JsonTerm } from '../util/hash-walk.ts';

/** The term. */
export function fromJson(json: JsonTerm): Term {
  switch (json[0]) {
    case 'int':
      return makeInteger(BigInt(json[1]));
    case 'float':
      return makeFloat(hexFloat(json[1]));
    case 'atom':
      return atom(json[1]);
    case 'nil':
      return NIL;
    case 'bits': {
      const bytes = hexBytes(json[1]);
      return bitstring(bytes, json[2] === 0 ? bytes.length * 8 : bytes.length * 8 - 8 + json[2]);
    }
    case 'tuple':
      return tuple(...json[1].map(fromJson));
    case 'cons': {
      const heads: Term[] = [];
      let rest: JsonTerm = json;
      for (; rest[0] === 'cons'; rest = rest[2]) heads.push(fromJson(rest[1]));
      return heads.reduceRight((tail, head) => cons(head, tail), fromJson(rest));
    }
    case 'map':
      return mapFrom(json[1].map(([k, v]) => [fromJson(k), fromJson(v)]));
  }
}

/** Whether all its atoms have the index that they had where the answer was recorded. */
export function hasRecordedIndices(json: JsonTerm): boolean {
  switch (json[0]) {
    case 'atom':
      return atomIndex(atom(json[1])) === json[2];
    case 'map':
      return json[1].flat().every(hasRecordedIndices);
    case 'tuple':
      return json[1].every(hasRecordedIndices);
    case 'cons':
      return hasRecordedIndices(json[1]) && hasRecordedIndices(json[2]);
  }
  return true;
}
