// Loading, purging and asking about modules: what the code server and error_handler stand on.

import type { LoadedModule } from '../code/module.ts';
import { PRELOADED } from '../code/preloaded.ts';
import { BeamError, badarg, notsup } from '../gc/errors.ts';
import { decodeExternal, isPlainExternal } from '../gc/external.ts';
import {
  atom,
  atomName,
  atoms,
  binary,
  bitSize,
  bool,
  bytesOf,
  charList,
  charListText,
  FALSE,
  isAtom,
  isBitstring,
  isReference,
  isTupleOf,
  list,
  listElements,
  makeInteger,
  referenceResource,
  type Term,
  TRUE,
  tuple,
  tupleElement,
} from '../gc/term.ts';
import { decodeModule } from '../loader/decode.ts';
import { LoadError } from '../loader/errors.ts';
import type { DecodedModule } from '../loader/module.ts';
import type { Process } from '../sched/process.ts';
import { defineBifs } from './registry.ts';

const am = atoms(
  'abort',
  'attributes',
  'badfile',
  'compile',
  'complete',
  'duplicated',
  'error',
  'exports',
  'functions',
  'md5',
  'module',
  'native',
  'native_addresses',
  'nifs',
  'none',
  'not_purged',
  'ok',
  'on_load',
  'prepare',
  'prepare_on_load',
  'undefined',
  'flush',
  'load_failed',
  'flush_timeout',
  'infinity',
);

/** A module that was decoded and not yet made current: what the reference of prepare_loading/2 stands for. */
class Prepared {
  readonly decoded: DecodedModule;
  used = false;
  constructor(decoded: DecodedModule) {
    this.decoded = decoded;
  }
}

function prepared(t: Term): Prepared {
  const resource = isReference(t) ? referenceResource(t) : undefined;
  if (!(resource instanceof Prepared)) throw badarg();
  return resource;
}

function moduleArgument(t: Term): Term {
  if (!isAtom(t)) throw badarg();
  return t;
}

function prepareLoading(p: Process, module: Term, code: Term): Term {
  if (!isAtom(module) || !isBitstring(code) || bitSize(code) % 8 !== 0) throw badarg();
  try {
    const decoded = decodeModule(bytesOf(code), { file: `${atomName(module)}.beam` });
    if (decoded.name !== atomName(module)) return tuple(am.error, am.badfile);
    // Nobody has asked for these yet, but module_info/0 must not fail when somebody does.
    if (!isReadable(decoded.attributes) || !isReadable(decoded.compileInfo))
      return tuple(am.error, am.badfile);
    return p.scheduler.references.make(new Prepared(decoded));
  } catch (e) {
    if (e instanceof LoadError) return tuple(am.error, am.badfile);
    throw e;
  }
}

function finishLoading(p: Process, modules: Term): Term {
  const items = listElements(modules);
  if (items === undefined) throw badarg();
  const { code } = p.runtime;
  const all = items.map((item) => prepared(isTupleOf(item, 2) ? tupleElement(item, 1) : item));
  if (all.some((m) => m.used)) throw badarg();
  const names = all.map((m) => atom(m.decoded.name));
  const twice = names.filter((n, i) => names.indexOf(n) !== i);
  if (twice.length > 0) return tuple(am.duplicated, list(twice));
  const unpurged = names.filter(
    (n) => code.current(n) !== undefined && code.versions(n).old !== null,
  );
  if (unpurged.length > 0) return tuple(am.not_purged, list(unpurged));
  const onLoad = all.filter((m) => m.decoded.onLoad !== 0);
  if (onLoad.length > 0 && all.length > 1) throw badarg();
  for (const m of all) {
    m.used = true;
    code.load(m.decoded);
  }
  return onLoad.length > 0 ? tuple(am.on_load, list(names)) : am.ok;
}

/** `[{Name, Arity}]`, as module_info gives them. */
function functionList(functions: Iterable<{ name: string; arity: number }>): Term {
  return list([...functions].map(({ name, arity }) => tuple(atom(name), makeInteger(arity))));
}

function functionsOf(m: LoadedModule): { name: string; arity: number }[] {
  return Array.from(m.decoded.functionStarts, (_, i) => ({
    name: m.nameOf(i),
    arity: m.arityOf(i),
  }));
}

/** What a chunk in external term format holds; nil where there is none. */
function chunkTerm(bytes: Uint8Array | undefined): Term {
  return bytes === undefined || bytes.length === 0 ? list([]) : decodeExternal(bytes).term;
}

/** As on the BEAM, atoms that occur only here do not exist before somebody asks for the term. */
function isReadable(bytes: Uint8Array | undefined): boolean {
  try {
    if (bytes !== undefined && !isPlainExternal(bytes)) chunkTerm(bytes);
    return true;
  } catch (e) {
    if (e instanceof BeamError) return false;
    throw e;
  }
}

function moduleInfo(m: LoadedModule, key: Term): Term {
  switch (key) {
    case am.module:
      return m.atom;
    case am.md5:
      return binary(m.decoded.md5());
    case am.exports:
      return functionList(m.decoded.exports);
    case am.functions:
      return functionList(functionsOf(m));
    case am.nifs:
      return list([]);
    case am.attributes:
      return chunkTerm(m.decoded.attributes);
    case am.compile:
      return chunkTerm(m.decoded.compileInfo);
    case am.native:
      return FALSE;
    case am.native_addresses:
      return list([]);
  }
  throw badarg();
}

function loadedModule(p: Process, module: Term): LoadedModule {
  const m = p.runtime.code.current(moduleArgument(module));
  if (m === undefined) throw badarg();
  return m;
}

function chunkOf(bytes: Term): DecodedModule | undefined {
  if (!isBitstring(bytes) || bitSize(bytes) % 8 !== 0) throw badarg();
  try {
    return decodeModule(bytesOf(bytes), { file: 'binary' });
  } catch (e) {
    if (e instanceof LoadError) return undefined;
    throw e;
  }
}

function haltStatus(status: Term): number {
  if (status === am.abort) return 134;
  if (typeof status === 'number') return status as number;
  const slogan = charListText(status);
  if (slogan === undefined) throw badarg();
  return 1;
}

export const erlangLoading = defineBifs('erlang', {
  'finish_loading/1': finishLoading,
  'has_prepared_code_on_load/1': (_p, ref) => bool(prepared(ref).decoded.onLoad !== 0),
  'call_on_load_function/1': (p, module) => {
    const m = loadedModule(p, module);
    return p.callAddressInstead(m.entry(m.decoded.onLoad));
  },
  'finish_after_on_load/2': (p, module, keep) => {
    const { code } = p.runtime;
    loadedModule(p, module);
    if (keep === TRUE) code.activate(module);
    else code.discard(module);
    return TRUE;
  },
  'delete_module/1': (p, module) => {
    const versions = p.runtime.code.versions(moduleArgument(module));
    if (versions.current === null) return am.undefined;
    if (versions.old !== null) throw badarg();
    p.runtime.code.retire(module);
    return TRUE;
  },
  'check_old_code/1': (p, module) =>
    bool(p.runtime.code.versions(moduleArgument(module)).old !== null),
  'module_loaded/1': (p, module) => bool(p.runtime.code.isActive(moduleArgument(module))),
  'loaded/0': (p) => list(p.runtime.code.loaded()),
  'pre_loaded/0': () => list([...PRELOADED]),
  'get_module_info/1': (p, module) => {
    const m = loadedModule(p, module);
    const keys = [am.module, am.exports, am.attributes, am.compile, am.md5];
    return list(keys.map((key) => tuple(key, moduleInfo(m, key))));
  },
  'get_module_info/2': (p, module, key) => moduleInfo(loadedModule(p, module), key),
  // As for any library that the emulator cannot load: many modules go on without theirs.
  'load_nif/2': (_p, path) => {
    if (charListText(path) === undefined) throw badarg();
    return tuple(am.error, tuple(am.load_failed, charList('beamjit cannot load native code')));
  },
  'halt/2': (p, status, options) => {
    const items = listElements(options);
    if (items === undefined) throw badarg();
    let flush = true;
    for (const option of items) {
      if (!isTupleOf(option, 2)) throw badarg();
      const [key, value] = [tupleElement(option, 0), tupleElement(option, 1)];
      const isTimeout =
        value === am.infinity || (typeof value === 'number' && (value as number) >= 0);
      if (key === am.flush && (value === TRUE || value === FALSE)) flush = value === TRUE;
      else if (key !== am.flush_timeout || !isTimeout) throw badarg();
    }
    const code = haltStatus(status);
    if (code < 0) throw badarg();
    if (typeof status !== 'number' && status !== am.abort)
      p.runtime.standardError.write(`${charListText(status)}\n`);
    return p.suspendUntil(() => p.runtime.halt(code & 0xff, flush));
  },
});

export const ertsInternalLoading = defineBifs('erts_internal', {
  'check_process_code/1': (p, module) => {
    const { old } = p.runtime.code.versions(moduleArgument(module));
    return bool(old !== null && p.runtime.interpreter.runsIn(p, old));
  },
  // Only the emulator's handler of signals to dirty schedulers may call it.
  'check_dirty_process_code/2': () => {
    throw notsup();
  },
  'prepare_loading/2': prepareLoading,
  'purge_module/2': (p, module, operation) => {
    const { code } = p.runtime;
    moduleArgument(module);
    switch (operation) {
      case am.prepare:
        return bool(code.versions(module).old !== null);
      case am.prepare_on_load:
        return bool(code.discard(module));
      case am.complete:
        code.purge(module);
        return TRUE;
      case am.abort:
        return FALSE;
    }
    throw badarg();
  },
  'beamfile_chunk/2': (_p, bytes, name) => {
    const text = charListText(name);
    if (text?.length !== 4) throw badarg();
    const chunk = chunkOf(bytes)?.chunk(text);
    return chunk === undefined || chunk.length === 0 ? am.undefined : binary(chunk);
  },
  'beamfile_module_md5/1': (_p, bytes) => {
    const m = chunkOf(bytes);
    return m === undefined ? am.undefined : binary(m.md5());
  },
});
