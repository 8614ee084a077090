// The compiler as a service: plain data in, plain data out, so that it can stand in another thread.
import type binaryen from 'binaryen';
import { decodeModule } from '../loader/decode.ts';
import type { Inflater } from '../loader/inflate.ts';
import type { DecodedModule } from '../loader/module.ts';
import type { UnitKeeper } from './cache.ts';
import { type CompiledUnit, type Resumption, Unit } from './unit.ts';

export interface CompileRequest {
  /** Identifies the module's version among all requests to one service. */
  readonly module: number;
  /** The module's .beam file; may be left out where the service has had it. */
  readonly bytes: Uint8Array | undefined;
  /** Indices of functions. */
  readonly functions: readonly number[];
  /** Where frames of functions are to go on in compiled code. */
  readonly resumptions: readonly Resumption[];
  /** The number of the built-in for each of the module's imports, -1 where it is none. */
  readonly bifs: readonly number[];
  /** Keep the intermediate representation and the text. */
  readonly dump: boolean;
  /** Count calls and reductions. */
  readonly counts: boolean;
}

export class CompileService {
  private readonly binaryen: typeof binaryen;
  private readonly modules = new Map<number, DecodedModule>();

  private readonly inflater: Inflater;
  private readonly keeper: UnitKeeper | undefined;

  constructor(b: typeof binaryen, inflater: Inflater, keeper?: UnitKeeper) {
    this.binaryen = b;
    this.inflater = inflater;
    this.keeper = keeper;
  }

  compile(request: CompileRequest): CompiledUnit {
    const { module, bytes, functions, resumptions, bifs, dump, counts } = request;
    let decoded = this.modules.get(module);
    if (decoded === undefined) {
      if (bytes === undefined) throw new Error('the compiler was not given the module');
      decoded = decodeModule(bytes, { file: 'module.beam', inflater: this.inflater });
      this.modules.set(module, decoded);
    }
    const numbers = new Map(
      decoded.imports.map(({ module: m, name, arity }, i) => [`${m}:${name}/${arity}`, bifs[i]]),
    );
    const bif = (m: string, f: string, a: number) => numbers.get(`${m}:${f}/${a}`) ?? -1;
    const unit = new Unit(this.binaryen, decoded, { bif, dump, counts }).compile(
      functions,
      resumptions,
    );
    this.keeper?.add(decoded, { unit, request: { functions, resumptions, counts } });
    return unit;
  }
}
