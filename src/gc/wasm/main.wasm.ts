// What the runtime module consists of.
import './api.wasm.ts';
import './bitfields.wasm.ts';
import './bitstrings.wasm.ts';
import './compare.wasm.ts';
import './funs.wasm.ts';
import './hash.wasm.ts';
import './hash-table.wasm.ts';
import './lists.wasm.ts';
import './mailbox.wasm.ts';
import './maps.wasm.ts';
import './numbers.wasm.ts';
import './operators.wasm.ts';
import './ordered-table.wasm.ts';
import './search.wasm.ts';
import './signals.wasm.ts';
import './tuples.wasm.ts';
