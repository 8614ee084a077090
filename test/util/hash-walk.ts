/*
 * The walks of the three hash functions over terms, on the JSON terms of test/util/record.erl. An executable
 * statement of the order in which the runtime has to mix; it knows no term representation.
 */
import {
  atomHash,
  INTERNAL,
  InternalHash,
  immediateWord,
  mix64,
  mixAtom,
  mixBits,
  mixFloat,
  mixInteger,
  mixNil,
  mixWord,
  PHASH_PRIME,
  PHASH2,
  phashBits,
  phashFloat,
  phashInteger,
  phashStep,
} from '../../src/util/hash.ts';
import { stringToUtf8 } from '../../src/util/utf8.ts';

export type JsonTerm =
  | ['int', string]
  | ['float', string]
  | ['atom', string, number]
  | ['nil']
  | ['bits', string, number]
  | ['tuple', JsonTerm[]]
  | ['cons', JsonTerm, JsonTerm]
  | ['map', [JsonTerm, JsonTerm][]];

export function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}

export function hexFloat(hex: string): number {
  return new DataView(hexBytes(hex).buffer).getFloat64(0);
}

function nameHash(name: string): number {
  return atomHash(stringToUtf8(name)!);
}

/** The byte that a term is, or undefined. */
function byteOf(term: JsonTerm): number | undefined {
  if (term[0] !== 'int') return undefined;
  const value = BigInt(term[1]);
  return value >= 0n && value <= 255n ? Number(value) : undefined;
}

export function phash2(term: JsonTerm, hash = 0): number {
  switch (term[0]) {
    case 'int':
      return mixInteger(hash, BigInt(term[1]));
    case 'float':
      return mixFloat(hash, hexFloat(term[1]));
    case 'atom':
      return mixAtom(hash, nameHash(term[1]));
    case 'nil':
      return mixNil(hash);
    case 'bits':
      return mixBits(hash, hexBytes(term[1]), term[2]);
    case 'tuple': {
      const elements = term[1];
      hash = mixWord(hash, elements.length, PHASH2.TUPLE);
      for (const element of elements) hash = phash2(element, hash);
      return hash;
    }
    case 'cons':
      return phash2List(term, hash);
    case 'map': {
      // Independent of the order of the pairs.
      const pairs = term[1];
      hash = mixWord(hash, pairs.length, PHASH2.MAP);
      if (pairs.length === 0) return hash;
      let xor = 0;
      for (const [key, value] of pairs) xor ^= phash2(value, phash2(key));
      return mixWord(hash, xor, PHASH2.MAP_PAIRS);
    }
  }
}

function phash2List(list: JsonTerm, hash: number): number {
  while (list[0] === 'cons') {
    // Bytes go four to a word.
    let word = 0;
    let count = 0;
    while (list[0] === 'cons') {
      const byte = byteOf(list[1]);
      if (byte === undefined) break;
      word = ((word << 8) | byte) >>> 0;
      list = list[2];
      if (++count === 4) {
        hash = mixWord(hash, word, PHASH2.STRING);
        word = count = 0;
      }
    }
    if (count > 0) hash = mixWord(hash, word, PHASH2.STRING);
    if (list[0] === 'cons') {
      hash = phash2(list[1], hash);
      list = list[2];
    }
  }
  return phash2(list, hash);
}

export function phash(term: JsonTerm, hash = 0): number {
  switch (term[0]) {
    case 'int':
      return phashInteger(hash, BigInt(term[1]));
    case 'float':
      return phashFloat(hash, hexFloat(term[1]));
    case 'atom':
      return phashStep(hash, PHASH_PRIME[1], nameHash(term[1]));
    case 'nil':
      return phashStep(hash, PHASH_PRIME[3], 1);
    case 'bits':
      return phashBits(hash, hexBytes(term[1]), term[2]);
    case 'tuple': {
      const elements = term[1];
      for (const element of elements) hash = phash(element, hash);
      return phashStep(hash, PHASH_PRIME[9], elements.length);
    }
    case 'cons': {
      let list: JsonTerm = term;
      for (; list[0] === 'cons'; list = list[2]) {
        const byte = byteOf(list[1]);
        hash = byte === undefined ? phash(list[1], hash) : phashStep(hash, PHASH_PRIME[2], byte);
      }
      return phashStep(phash(list, hash), PHASH_PRIME[8], 0);
    }
    case 'map':
      return phashStep(hash, PHASH_PRIME[13], PHASH_PRIME[14] + phash2(term));
  }
}

/** The word of an immediate term, undefined for others. */
function immediate(term: JsonTerm): bigint | undefined {
  if (term[0] === 'atom') return immediateWord.atom(term[2]);
  if (term[0] === 'nil') return immediateWord.nil;
  if (term[0] !== 'int') return undefined;
  const value = BigInt(term[1]);
  return value >= -(1n << 59n) && value < 1n << 59n ? immediateWord.small(value) : undefined;
}

/** The internal hash, for terms without large maps inside. */
export function internalHash(root: JsonTerm): bigint {
  const word = immediate(root);
  if (word !== undefined) return mix64(word);
  const hash = new InternalHash();
  const stack: (JsonTerm | 'cdr')[] = [root];
  const push = (term: JsonTerm): void => {
    const word = immediate(term);
    if (word !== undefined) {
      hash.mixImmediate(word);
    } else {
      hash.mixAlpha(INTERNAL.ARRAY_ELEMENT);
      stack.push(term);
    }
  };
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (item === 'cdr') {
      hash.mixBeta(INTERNAL.CDR);
      continue;
    }
    const word = immediate(item);
    if (word !== undefined) {
      hash.mixImmediate(word);
      continue;
    }
    switch (item[0]) {
      case 'int':
        hash.mixBig(BigInt(item[1]));
        break;
      case 'float':
        hash.mixFloat(hexFloat(item[1]));
        break;
      case 'bits':
        hash.mixBits(hexBytes(item[1]), item[2]);
        break;
      case 'tuple': {
        const elements = item[1];
        hash.mixAlpha(INTERNAL.TUPLE);
        hash.mixBeta(BigInt(elements.length));
        elements.slice(0, -1).forEach(push);
        // The last element is taken up at once, the others wait.
        if (elements.length > 0) stack.push(elements.at(-1)!);
        break;
      }
      case 'map': {
        const pairs = item[1];
        hash.mixAlpha(INTERNAL.FLATMAP);
        hash.mixBeta(BigInt(pairs.length));
        pairs.forEach(([key, value], index) => {
          push(value);
          if (index < pairs.length - 1) push(key);
          else stack.push(key);
        });
        break;
      }
      case 'cons':
        internalList(hash, item, stack);
        break;
    }
  }
  return hash.finish();
}

/** Goes along a list up to the first element that is not immediate; what follows waits on the stack. */
function internalList(hash: InternalHash, list: JsonTerm, stack: (JsonTerm | 'cdr')[]): void {
  let word = 0n;
  let count = 0n;
  const flush = (): void => {
    if (count > 0n) hash.mixAlphaPair(INTERNAL.STRING | (count << 8n), word);
    word = count = 0n;
  };
  while (list[0] === 'cons') {
    const byte = byteOf(list[1]);
    if (byte === undefined) break;
    word = (word << 8n) | BigInt(byte);
    if (++count === 4n) flush();
    list = list[2];
  }
  flush();
  if (list[0] !== 'cons') {
    stack.push(list);
    return;
  }
  const [, head, tail] = list;
  const headWord = immediate(head);
  if (headWord !== undefined) {
    hash.mixAlphaPair(INTERNAL.IMMEDIATE, INTERNAL.CAR);
    hash.mixBeta(headWord);
    if (tail[0] !== 'cons') hash.mixAlpha(INTERNAL.CDR);
    stack.push(tail);
  } else {
    stack.push(tail);
    if (tail[0] !== 'cons') stack.push('cdr');
    hash.mixAlpha(INTERNAL.CAR);
    stack.push(head);
  }
}
