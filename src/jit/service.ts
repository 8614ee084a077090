// The compiler as a service: plain data in, plain data out, so that it can stand in another thread.
import type binaryen from 'binaryen';
import { decodeModule } from '../loader/decode.ts';
import type { Inflater } from '../loader/inflate.ts';
import type { DecodedModule } from '../loader/module.ts';
import type { UnitKeeper } from './cache.ts';
import type { BifNumber } from './listing.ts';
import { type CompiledUnit, type Resumption, Unit } from './unit.ts';

/** What is compiled from. */
export interface ModuleSource {
  /** The module's .beam file. */
  readonly bytes: Uint8Array;
  /** The number of the built-in for each of the module's imports, -1 where it is none. */
  readonly bifs: readonly number[];
}

export interface CompileRequest {
  /** Identifies the module's version among all requests to one service. */
  readonly module: number;
  /** May be left out where the service has had it. */
  readonly source?: ModuleSource | undefined;
  /** Indices of functions. */
  readonly functions: readonly number[];
  /** Where frames of functions are to go on in compiled code. */
  readonly resumptions: readonly Resumption[];
  /** Keep the intermediate representation and the text. */
  readonly dump: boolean;
  /** Count calls and reductions. */
  readonly counts: boolean;
}

export class CompileService {
  private readonly binaryen: typeof binaryen;
  private readonly modules = new Map<number, { decoded: DecodedModule; bif: BifNumber }>();
  private readonly inflater: Inflater;
  private readonly keeper: UnitKeeper | undefined;

  constructor(b: typeof binaryen, inflater: Inflater, keeper?: UnitKeeper) {
    this.binaryen = b;
    this.inflater = inflater;
    this.keeper = keeper;
  }

  compile(request: CompileRequest): CompiledUnit {
    const { functions, resumptions, dump, counts } = request;
    const { decoded, bif } = this.module(request);
    const unit = new Unit(this.binaryen, decoded, { bif, dump, counts }).compile(
      functions,
      resumptions,
    );
    this.keeper?.add(decoded, { unit, request: { functions, resumptions, counts } });
    return unit;
  }

  private module({ module, source }: CompileRequest): { decoded: DecodedModule; bif: BifNumber } {
    const known = this.modules.get(module);
    if (known !== undefined) return known;
    if (source === undefined) throw new Error('the compiler was not given the module');
    const { bytes, bifs } = source;
    const decoded = decodeModule(bytes, { file: 'module.beam', inflater: this.inflater });
    const numbers = new Map(
      decoded.imports.map(({ module: m, name, arity }, i) => [`${m}:${name}/${arity}`, bifs[i]]),
    );
    const bif: BifNumber = (m, f, arity) => numbers.get(`${m}:${f}/${arity}`) ?? -1;
    this.modules.set(module, { decoded, bif });
    return { decoded, bif };
  }
}
