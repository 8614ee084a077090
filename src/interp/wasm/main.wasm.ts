// The runtime module: terms and the interpreter.
import '../../gc/wasm/main.wasm.ts';
import './run.wasm.ts';
import './compiled.wasm.ts';
