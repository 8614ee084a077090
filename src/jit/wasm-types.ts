// The runtime module's types and functions as Binaryen knows them.
import type binaryen from 'binaryen';
import { JIT_IMPORTS, TYPES, type TypeDescription } from '../gc/generated/runtime.ts';

type Binaryen = typeof binaryen;

export class WasmTypes {
  readonly b: Binaryen;
  readonly eq: number;
  readonly eqNull: number;
  readonly i31: number;
  private readonly heaps = new Map<string, number>();
  private readonly fields = new Map<string, Map<string, { index: number; type: number }>>();
  private readonly signatures = new Map<string, { params: number[]; result: number }>();

  constructor(b: Binaryen) {
    this.b = b;
    this.eqNull = b.eqref;
    this.eq = b.getTypeFromHeapType(b.getHeapType(b.eqref), false);
    this.i31 = b.getTypeFromHeapType(b.getHeapType(b.i31ref), false);
    this.build();
    for (const { name, params, result } of JIT_IMPORTS) {
      this.signatures.set(name, {
        params: (params ?? []).map((p) => this.parse(p)),
        result: result === 'none' ? b.none : this.parse(result),
      });
    }
  }

  private build(): void {
    const { b } = this;
    const index = new Map(TYPES.map((t, i) => [t.name, i]));
    const builder = new b.TypeBuilder(TYPES.length);
    const temporary = (text: string) =>
      this.parseWith(text, (name, nullable) =>
        builder.getTempRefType(builder.getTempHeapType(index.get(name) as number), nullable),
      );
    TYPES.forEach((t: TypeDescription, i) => {
      if (t.fields === undefined) {
        const packed = t.element === 'i8';
        builder.setArrayType(
          i,
          packed ? b.i32 : temporary(t.element as string),
          packed ? b.i8 : b.notPacked,
          true as unknown as boolean,
        );
        return;
      }
      builder.setStructType(
        i,
        t.fields.map((f) => ({
          type: temporary(f.type),
          packedType: b.notPacked,
          mutable: f.mutable,
        })),
      );
      if (t.parent !== undefined)
        builder.setSubType(i, builder.getTempHeapType(index.get(t.parent) as number));
      if (!t.final) builder.setOpen(i);
    });
    builder.createRecGroup(0, TYPES.length);
    const heaps = builder.buildAndDispose();
    for (const [i, { name }] of TYPES.entries()) this.heaps.set(name, heaps[i]);
    for (const t of TYPES) {
      const fields = new Map<string, { index: number; type: number }>();
      for (const [index, f] of (t.fields ?? []).entries())
        fields.set(f.name, { index, type: this.parse(f.type) });
      this.fields.set(t.name, fields);
    }
  }

  /** Lets the text of a module name types and fields. */
  nameAll(module: binaryen.Module): void {
    for (const { name, fields } of TYPES) {
      module.setTypeName(this.heap(name), name);
      for (const [i, f] of (fields ?? []).entries())
        module.setFieldName(this.heap(name), i, f.name);
    }
  }

  private parseWith(text: string, named: (name: string, nullable: boolean) => number): number {
    const { b } = this;
    switch (text) {
      case 'i32':
        return b.i32;
      case 'i64':
        return b.i64;
      case 'f64':
        return b.f64;
      case 'externref':
        return b.externref;
    }
    const match = /^\(ref (null )?(\$?)(.+)\)$/.exec(text);
    if (match === null) throw new Error(`no such type: ${text}`);
    const nullable = match[1] !== undefined;
    if (match[2] === '$') return named(match[3], nullable);
    return nullable ? this.eqNull : this.eq;
  }

  parse(text: string): number {
    return this.parseWith(text, (name, nullable) => this.ref(name, nullable));
  }

  heap(name: string): number {
    const heap = this.heaps.get(name);
    if (heap === undefined) throw new Error(`no such type: ${name}`);
    return heap;
  }

  ref(name: string, nullable = false): number {
    return this.b.getTypeFromHeapType(this.heap(name), nullable);
  }

  field(type: string, name: string): { index: number; type: number } {
    const field = this.fields.get(type)?.get(name);
    if (field === undefined) throw new Error(`no such field: ${type}.${name}`);
    return field;
  }

  signature(name: string): { params: number[]; result: number } {
    const signature = this.signatures.get(name);
    if (signature === undefined)
      throw new Error(`the runtime module exports no ${name} to compiled code`);
    return signature;
  }
}
