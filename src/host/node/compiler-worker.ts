// The thread in which hot code is compiled.
import { parentPort } from 'node:worker_threads';
import binaryen from 'binaryen';
import { type CompileRequest, CompileService } from '../../jit/service.ts';
import type { WorkerAnswer } from './compiler.ts';
import { nodeCompression } from './compression.ts';

const service = new CompileService(binaryen, nodeCompression);

parentPort?.on('message', ({ number, request }: { number: number; request: CompileRequest }) => {
  let answer: WorkerAnswer;
  try {
    answer = { request: number, unit: service.compile(request) };
  } catch (e) {
    answer = { request: number, error: e instanceof Error ? (e.stack ?? e.message) : String(e) };
  }
  parentPort?.postMessage(answer);
});
