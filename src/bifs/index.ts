// Every built-in function there is.
import { binaryModule } from './binary.ts';
import { erlangAtoms } from './erlang-atoms.ts';
import { erlangBinaries, erlangBinaryGuards } from './erlang-binaries.ts';
import { erlangCode } from './erlang-code.ts';
import { erlangDictionary } from './erlang-dictionary.ts';
import { erlangErrors } from './erlang-errors.ts';
import { erlangExternal, termInternals } from './erlang-external.ts';
import { erlangMatchSpec } from './erlang-match-spec.ts';
import { codeBifs, erlangLoading, ertsInternalLoading } from './erlang-loading.ts';
import { erlangNodeGuards, erlangNodes, ertsInternalNodes, netKernel } from './erlang-nodes.ts';
import { erlangNumberGuards, erlangNumbers, ertsInternalNumbers, stringBifs } from './erlang-numbers.ts';
import { erlangListOperators, erlangOperators } from './erlang-operators.ts';
import { erlangPackets } from './erlang-packets.ts';
import { erlangProcessInfo } from './erlang-process-info.ts';
import { erlangProcesses, erlangSelf, ertsInternalProcesses } from './erlang-processes.ts';
import { erlangSignals } from './erlang-signals.ts';
import { erlangSpawn, ertsInternalSpawn } from './erlang-spawn.ts';
import { erlangStatistics, ertsInternalStatistics } from './erlang-statistics.ts';
import { erlangTime, ertsInternalTime } from './erlang-time.ts';
import { erlangTimers } from './erlang-timers.ts';
import { erlangTuples } from './erlang-tuples.ts';
import { erlangTypes } from './erlang-types.ts';
import { math } from './math.ts';
import { unicode } from './unicode.ts';
import { ets } from './ets.ts';
import { lists } from './lists.ts';
import { maps, mapsInternals } from './maps.ts';
import { persistentTerm } from './persistent-term.ts';
import { fileBifs, primFile } from './prim-file.ts';
import { standardError, userModule } from './services.ts';
import type { Bif } from './registry.ts';

const all: readonly Bif[] = [
  ...binaryModule,
  ...erlangAtoms,
  ...erlangBinaries,
  ...erlangBinaryGuards,
  ...erlangCode,
  ...erlangDictionary,
  ...erlangErrors,
  ...erlangExternal,
  ...codeBifs,
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
  ...erlangTime,
  ...erlangTimers,
  ...erlangTuples,
  ...erlangTypes,
  ...ertsInternalLoading,
  ...ertsInternalNodes,
  ...ertsInternalNumbers,
  ...ertsInternalProcesses,
  ...ertsInternalSpawn,
  ...ertsInternalStatistics,
  ...ertsInternalTime,
  ...ets,
  ...math,
  ...unicode,
  ...lists,
  ...maps,
  ...mapsInternals,
  ...netKernel,
  ...persistentTerm,
  ...fileBifs,
  ...primFile,
  ...standardError,
  ...stringBifs,
  ...userModule,
  ...termInternals,
];

export function allBifs(): readonly Bif[] {
  return all;
}
