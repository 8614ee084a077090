// Every built-in function there is.
import { atomics, ertsInternalAtomics } from './atomics.ts';
import { beamjitTracer } from './beamjit-tracer.ts';
import { binaryModule } from './binary.ts';
import { codeBifs } from './code.ts';
import { erlDebugger } from './erl-debugger.ts';
import { erlangAtoms } from './erlang-atoms.ts';
import { erlangBinaries, erlangBinaryGuards } from './erlang-binaries.ts';
import { erlangCode } from './erlang-code.ts';
import { erlangDictionary } from './erlang-dictionary.ts';
import { erlangDyntrace } from './erlang-dyntrace.ts';
import { erlangErrors } from './erlang-errors.ts';
import { erlangExternal, termInternals } from './erlang-external.ts';
import { erlangFuns } from './erlang-funs.ts';
import { erlangIdentifiers } from './erlang-identifiers.ts';
import { erlangLoading, ertsInternalLoading } from './erlang-loading.ts';
import { erlangMatchSpec } from './erlang-match-spec.ts';
import { erlangNodeGuards, erlangNodes, ertsInternalNodes, netKernel } from './erlang-nodes.ts';
import {
  erlangNumberGuards,
  erlangNumbers,
  ertsInternalNumbers,
  stringBifs,
} from './erlang-numbers.ts';
import { erlangListOperators, erlangOperators } from './erlang-operators.ts';
import { erlangPackets } from './erlang-packets.ts';
import { erlangProcessInfo } from './erlang-process-info.ts';
import { erlangProcesses, erlangSelf, ertsInternalProcesses } from './erlang-processes.ts';
import { erlangSignals } from './erlang-signals.ts';
import { erlangSpawn, ertsInternalSpawn } from './erlang-spawn.ts';
import { erlangStatistics, ertsInternalStatistics } from './erlang-statistics.ts';
import { erlangSystem, olderDisplays } from './erlang-system.ts';
import { erlangTime, ertsInternalTime } from './erlang-time.ts';
import { erlangTimers } from './erlang-timers.ts';
import { erlangTuples } from './erlang-tuples.ts';
import { erlangTypes } from './erlang-types.ts';
import { ertsDebug } from './erts-debug.ts';
import { ertsInternal, literalAreaCollector, smallModules } from './erts-internal.ts';
import { ets } from './ets.ts';
import { lists } from './lists.ts';
import { maps, mapsInternals } from './maps.ts';
import { math } from './math.ts';
import { os } from './os.ts';
import { ertsInternalPersistentTerm, persistentTerm } from './persistent-term.ts';
import { ertsInternalPorts, portBifs } from './ports.ts';
import { primBuffer } from './prim-buffer.ts';
import { fileBifs, primFile } from './prim-file.ts';
import { re } from './re.ts';
import { records } from './records.ts';
import type { Bif } from './registry.ts';
import { standardError, userModule } from './services.ts';
import { unicode } from './unicode.ts';
import { zlib } from './zlib.ts';

const all: readonly Bif[] = [
  ...atomics,
  ...beamjitTracer,
  ...binaryModule,
  ...codeBifs,
  ...erlDebugger,
  ...erlangAtoms,
  ...erlangBinaries,
  ...erlangBinaryGuards,
  ...erlangCode,
  ...erlangDictionary,
  ...erlangDyntrace,
  ...erlangErrors,
  ...erlangExternal,
  ...erlangFuns,
  ...erlangIdentifiers,
  ...erlangListOperators,
  ...erlangLoading,
  ...erlangMatchSpec,
  ...erlangNodeGuards,
  ...erlangNodes,
  ...erlangNumberGuards,
  ...erlangNumbers,
  ...erlangOperators,
  ...erlangPackets,
  ...erlangProcessInfo,
  ...erlangProcesses,
  ...erlangSelf,
  ...erlangSignals,
  ...erlangSpawn,
  ...erlangStatistics,
  ...erlangSystem,
  ...erlangTime,
  ...erlangTimers,
  ...erlangTuples,
  ...erlangTypes,
  ...ertsDebug,
  ...ertsInternal,
  ...ertsInternalAtomics,
  ...ertsInternalLoading,
  ...ertsInternalNodes,
  ...ertsInternalNumbers,
  ...ertsInternalPersistentTerm,
  ...ertsInternalProcesses,
  ...ertsInternalSpawn,
  ...ertsInternalStatistics,
  ...ertsInternalTime,
  ...ets,
  ...fileBifs,
  ...lists,
  ...literalAreaCollector,
  ...maps,
  ...mapsInternals,
  ...math,
  ...netKernel,
  ...olderDisplays,
  ...os,
  ...persistentTerm,
  ...primBuffer,
  ...ertsInternalPorts,
  ...portBifs,
  ...primFile,
  ...smallModules,
  ...standardError,
  ...re,
  ...records,
  ...stringBifs,
  ...termInternals,
  ...unicode,
  ...userModule,
  ...zlib,
];

export function allBifs(): readonly Bif[] {
  return all;
}
