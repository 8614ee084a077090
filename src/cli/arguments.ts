// The arguments of the function that is called, from the words after `--`.
//
// main/1 gets a list of strings: lists of characters as from `erl` and escript, in Elixir's modules binaries, as Elixir
// programs have them. Any other function gets each word as the term that it is written as, by OTP's own scanner and
// parser, or as a binary where it is none.

import {
  atom,
  charList,
  isTuple,
  list,
  makeInteger,
  NIL,
  textBinary,
  tupleElements,
} from '../gc/term.ts';
import type { Term } from '../gc/types.ts';
import type { Runtime } from '../runtime.ts';
import type { Target } from './options.ts';

const ELIXIR = 'Elixir.';

/** Reads the words and hands the arguments on. */
export function readArguments(
  runtime: Runtime,
  { module, name, arity }: Target,
  words: readonly string[],
  done: (args: Term[]) => void,
): void {
  if (name === 'main' && arity === 1) {
    const text = module?.startsWith(ELIXIR) ? textBinary : charList;
    done([list(words.map(text))]);
    return;
  }
  const args: Term[] = [];
  const next = (): void => {
    if (args.length === words.length) {
      done(args);
      return;
    }
    readTerm(runtime, words[args.length], (term) => {
      args.push(term);
      next();
    });
  };
  next();
}

/** The term that a text is, else a binary of it. */
function readTerm(runtime: Runtime, text: string, done: (term: Term) => void): void {
  // the common case, without loading the parser
  if (/^-?\d{1,15}$/.test(text)) {
    done(makeInteger(Number(text)));
    return;
  }
  const call = (module: string, name: string, argument: Term, then: (value: Term) => void) =>
    runtime.evaluate(atom(module), atom(name), list([argument]), (result) => {
      const [tag, value] =
        result.ok && isTuple(result.value) ? tupleElements(result.value) : [NIL, NIL];
      if (tag === atom('ok')) then(value);
      else done(textBinary(text));
    });
  call('erl_scan', 'string', charList(`${text} .`), (tokens) =>
    call('erl_parse', 'parse_term', tokens, done),
  );
}
