/**
 * The `Recs` chunk (OTP 29): the definitions of native records.
 *
 * It is written with the tagged numbers of code: per record a call_last opcode, the name, whether
 * it is exported, and a list of pairs, each a field's name and its default value (untagged 0: the
 * field has none).
 */

import { OP } from '../isa/genop.ts';
import { operand, TAG } from '../isa/operand.ts';
import type { ChunkRange, DecodedModule } from './module.ts';
import { Reader } from './reader.ts';

export interface RecordField {
  readonly name: string;
  /**
   * The default value: an A or LIT operand word, or an integer itself; undefined if there is none.
   */
  readonly default: number | bigint | undefined;
}

export interface RecordDefinition {
  readonly name: string;
  readonly exported: boolean;
  readonly fields: readonly RecordField[];
}

export function decodeRecords(
  module: DecodedModule,
  bytes: Uint8Array,
  range: ChunkRange | undefined,
): RecordDefinition[] {
  if (!range) return [];
  const reader = new Reader(bytes, range.start, range.end, { file: module.file, chunk: 'Recs' });
  const version = reader.u32('the version');
  if (version !== 0) reader.fail(`version ${version} of native records is not known`);
  const count = reader.count('records', 6);
  reader.u32('the number of fields');
  const records: RecordDefinition[] = [];
  for (let i = 0; i < count; i++) {
    if (reader.u8('a record') !== OP.call_last) reader.fail('no record definition', reader.at - 1);
    const name = atom(reader, module);
    const exported = atom(reader, module) === 'true';
    if (reader.u8('the fields') !== 0x17) reader.fail('no list of fields', reader.at - 1);
    const start = reader.at;
    const words = reader.tagged('the number of fields');
    if (reader.tag !== TAG.U || !(words % 2 === 0 && words <= reader.left)) {
      reader.fail(`${words} words of fields`, start);
    }
    const fields: RecordField[] = [];
    for (let n = 0; n < words; n += 2) {
      fields.push({ name: atom(reader, module), default: defaultValue(reader, module) });
    }
    records.push({ name, exported, fields });
  }
  return records;
}

function atom(reader: Reader, module: DecodedModule): string {
  const start = reader.at;
  const index = reader.tagged('an atom');
  if (reader.tag !== TAG.A || !(index >= 1 && index < module.atoms.length)) {
    reader.fail('no atom of the module', start);
  }
  return module.atoms[index];
}

function defaultValue(reader: Reader, module: DecodedModule): number | bigint | undefined {
  const start = reader.at;
  const value = reader.tagged('a default value');
  const { tag } = reader;
  if (tag === TAG.U && value === 0) return undefined;
  if (tag === TAG.A && value < module.atoms.length) return operand(TAG.A, value);
  if (tag === TAG.I) return Number.isNaN(value) ? reader.wide : BigInt(value);
  if (tag === 7 && value === 4) {
    const index = reader.tagged('a literal');
    if (reader.tag === TAG.U && index < module.literals.length) return operand(TAG.LIT, index);
  }
  return reader.fail('a default value of a sort that we do not know', start);
}
