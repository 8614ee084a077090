import '../../gc/wasm/main.wasm.ts';
