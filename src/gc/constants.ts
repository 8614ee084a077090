// Gives the runtime module the atoms that it needs itself.
import { atom } from './atoms.ts';
import { wasm } from './instance.ts';

wasm.setConstants(
  atom('true'),
  atom('false'),
  atom('error'),
  atom('exit'),
  atom('throw'),
  atom('ok'),
  atom('all'),
  atom('undefined'),
  atom('utf8'),
  atom('global'),
  atom('decimals'),
  atom('compact'),
  atom('nomatch'),
  atom('unicode'),
);
wasm.setNativeConstants(
  atom('alias'),
  atom('tag'),
  atom('explicit_unalias'),
  atom('demonitor'),
  atom('reply_demonitor'),
  atom('process'),
  atom('DOWN'),
  atom('flush'),
  atom('noconnect'),
  atom('nosuspend'),
  atom('infinity'),
  atom('$end_of_table'),
);
