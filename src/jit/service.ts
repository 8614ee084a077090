// The compiler as a service: plain data in, plain data out, so that it can stand in another thread.
import type binaryen from 'binaryen';
import { decodeModule } from '../loader/decode.ts';
import type { UnitKeeper } from './cache.ts';
import type { InlineLimits } from './inline.ts';
import type { BifNumber } from './listing.ts';
import type { Source } from './part.ts';
import { type CompiledUnit, type Resumption, Unit } from './unit.ts';

/** What is compiled from. */
export interface ModuleSource {
  /** The module's .beam file. */
  readonly bytes: Uint8Array;
  /** The number of the built-in for each of the module's imports, -1 where it is none. */
  readonly bifs: readonly number[];
}

/** A version of a module. */
export interface RequestedModule {
  /** Tells it from all others in requests to one service. */
  readonly module: number;
  /** May be left out where the service has had it. */
  readonly source?: ModuleSource | undefined;
}

/** An instruction that calls funs, by the offset of its words, and the one body that it called; modules by their numbers. */
export interface RequestedFunCall {
  readonly module: number;
  readonly index: number;
  readonly offset: number;
  readonly body: { readonly module: number; readonly index: number };
}

export interface CompileRequest extends RequestedModule {
  /** Indices of functions. */
  readonly functions: readonly number[];
  /** Where frames of functions are to go on in compiled code. */
  readonly resumptions: readonly Resumption[];
  /** Of which functions there may be copies. */
  readonly copies: readonly (RequestedModule & { readonly functions: readonly number[] })[];
  /** Which funs functions of the unit were seen to call, of those that it may have code of. */
  readonly funCalls: readonly RequestedFunCall[];
  /** See THRESHOLDS. */
  readonly specializedValues: number;
  readonly inline: InlineLimits;
  /** Keep the intermediate representation and the text. */
  readonly dump: boolean;
  /** Count calls and reductions. */
  readonly counts: boolean;
}

export class CompileService {
  private readonly binaryen: typeof binaryen;
  private readonly modules = new Map<number, Source>();
  private readonly keeper: UnitKeeper | undefined;

  constructor(b: typeof binaryen, keeper?: UnitKeeper) {
    this.binaryen = b;
    this.keeper = keeper;
  }

  compile(request: CompileRequest): CompiledUnit {
    const { functions, resumptions, specializedValues, inline, dump, counts } = request;
    const { module, bif } = this.module(request);
    const copies = request.copies.map((copied) => ({
      source: this.module(copied),
      functions: copied.functions,
    }));
    const decoded = (id: number) => this.module({ module: id }).module;
    const funCalls = request.funCalls.map(({ body, ...call }) => ({
      ...call,
      module: decoded(call.module),
      body: { ...body, module: decoded(body.module) },
    }));
    const unit = new Unit(this.binaryen, module, {
      bif,
      specializedValues,
      inline,
      dump,
      counts,
    }).compile(functions, resumptions, copies, funCalls);
    this.keeper?.add(module, { unit, request: { functions, resumptions, counts } });
    return unit;
  }

  private module({ module: id, source }: RequestedModule): Source {
    const known = this.modules.get(id);
    if (known !== undefined) return known;
    if (source === undefined) throw new Error('the compiler was not given the module');
    const { bytes, bifs } = source;
    const module = decodeModule(bytes, { file: 'module.beam' });
    const numbers = new Map(
      module.imports.map(({ module: m, name, arity }, i) => [`${m}:${name}/${arity}`, bifs[i]]),
    );
    const bif: BifNumber = (m, f, arity) => numbers.get(`${m}:${f}/${arity}`) ?? -1;
    this.modules.set(id, { module, bif });
    return { module, bif };
  }
}
