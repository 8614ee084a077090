// Terms of the recorded answers in test/data (see test/util/record.erl) as terms of the runtime.
import { atom, atomIndex, bitstring, cons, makeFloat, makeInteger, mapFrom, NIL, type Term, tuple } from '../../src/gc/term.ts';
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
      return tuple(...(json.slice(1) as JsonTerm[]).map(fromJson));
    case 'cons': {
      const heads: Term[] = [];
      let rest: JsonTerm = json;
      for (; rest[0] === 'cons'; rest = rest[2]) heads.push(fromJson(rest[1]));
      return heads.reduceRight((tail, head) => cons(head, tail), fromJson(rest));
    }
    case 'map':
      return mapFrom((json.slice(1) as [JsonTerm, JsonTerm][]).map(([k, v]) => [fromJson(k), fromJson(v)]));
  }
}

/** Whether all its atoms have the index that they had where the answer was recorded. */
export function hasRecordedIndices(json: JsonTerm): boolean {
  if (json[0] === 'atom') return atomIndex(atom(json[1])) === json[2];
  if (json[0] === 'map') return (json.slice(1) as JsonTerm[][]).every((pair) => pair.every(hasRecordedIndices));
  if (json[0] === 'tuple' || json[0] === 'cons') return (json.slice(1) as JsonTerm[]).every(hasRecordedIndices);
  return true;
}
