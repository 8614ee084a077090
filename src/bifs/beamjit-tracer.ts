// beamjit_tracer, a module of ours: what a function that is traced calls first. It leaves all argument registers as they are, for
// its result, which goes into the first, is what is there already.
import { NIL } from '../gc/term.ts';
import { defineBifs } from './registry.ts';

export const beamjitTracer = defineBifs('beamjit_tracer', {
  'called/0': (p) => {
    const { code, interpreter } = p.runtime;
    const callee = code.area.functionAt(interpreter.position(p));
    if (callee === undefined) return NIL;
    const args = Array.from({ length: callee.arity }, (_, i) => code.area.x(i));
    code.tracer?.called({ process: p, callee, args });
    return args.length === 0 ? NIL : args[0];
  },
});
