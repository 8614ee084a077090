// The ambient world of `.wasm.ts` files: WebAssembly's numeric types and the instructions that TypeScript has no syntax for.
// wasmc replaces TypeScript's own library by this file.

/** WebAssembly's numeric types. To the TypeScript checker they are numbers; wasmc keeps them apart. */
type i32 = number;
type i64 = number;
type f64 = number;

/** `externref`: a JavaScript value that WebAssembly only carries. */
interface extern {
  readonly __extern: never;
}

/** `(ref eq)`: any Erlang term. */
// biome-ignore lint/complexity/noBannedTypes: everything that is a struct, an array or an i31 is a term
type Term = {};

/** `(array (mut T))`. */
interface MutArray<T> {
  readonly length: i32;
  [index: i32]: T;
}
/** What a class extends that is an array type of its own: `(array (mut (ref eq)))`, but no other such type. */
declare class TermArray {
  readonly length: i32;
  [index: i32]: Term;
}
/** `(array (mut i8))`, elements read as unsigned. */
interface Bytes {
  readonly length: i32;
  readonly __bytes: never;
  [index: i32]: i32;
}

/** `ref.i31`; the argument must fit 31 bits. */
declare function small(n: i32): Term;
/** `ref.test i31`. */
declare function isSmall(t: Term): boolean;
/** `i31.get_s`; traps on anything else. */
declare function smallValue(t: Term): i32;

/** `ref.test` of a `MutArray<Term>`. */
declare function isTermArray(t: Term | null): boolean;

declare function newArray<A>(init: unknown, length: i32): A;
/** An array of null or zero elements. */
declare function newArrayDefault<A>(length: i32): A;
/** `array.new_fixed`. */
declare function newArrayOf<A>(...elements: unknown[]): A;
/** A copy. One of up to 16 elements is made of them, and not filled first. */
declare function copyOf<A>(array: A): A;
declare function arrayCopy(
  dst: unknown,
  dstIndex: i32,
  src: unknown,
  srcIndex: i32,
  length: i32,
): void;
declare function arrayFill(dst: unknown, index: i32, value: unknown, length: i32): void;

declare function ltU(a: number, b: number): boolean;
declare function leU(a: number, b: number): boolean;
declare function gtU(a: number, b: number): boolean;
declare function geU(a: number, b: number): boolean;
declare function divU(a: number, b: number): number;
declare function remU(a: number, b: number): number;
declare function clz(a: number): number;
declare function ctz(a: number): number;
declare function popcnt(a: number): number;
declare function rotl(a: number, b: number): number;

/** `i32.wrap_i64` or `i32.trunc_sat_f64_s`. */
declare function i32(x: number): i32;
/** `i64.extend_i32_s` or `i64.trunc_sat_f64_s`. */
declare function i64(x: number): i64;
/** `i64.extend_i32_u`. */
declare function u64(x: i32): i64;
/** `f64.convert_iNN_s`. */
declare function f64(x: number): f64;
declare function f64FromU64(x: i64): f64;
declare function f64FromBits(x: i64): f64;
declare function bitsFromF64(x: f64): i64;
declare function f64FromF32Bits(x: i32): f64;
declare function f32BitsFromF64(x: f64): i32;
declare function f64Trunc(x: f64): f64;
declare function f64Floor(x: f64): f64;
declare function f64Ceil(x: f64): f64;
declare function f64Nearest(x: f64): f64;
declare function f64Abs(x: f64): f64;
declare function f64Sqrt(x: f64): f64;

/** Loads and stores on the one linear memory, the window through which JavaScript copies bytes. */
declare function load8(address: i32): i32;
declare function store8(address: i32, value: i32): void;
declare function load32(address: i32): i32;
declare function store32(address: i32, value: i32): void;
declare function load64(address: i32): i64;
declare function store64(address: i32, value: i64): void;
declare function memorySize(): i32;
declare function memoryGrow(pages: i32): i32;

/** Calls the function of a Machine, a limit of depth and these terms at an index of the table of compiled code, which JavaScript fills. */
declare function callCode(index: i32, machine: Term, depth: i32, ...args: Term[]): Term | null;

declare function unreachable(): never;

// What the checker wants to find in a library.
interface Array<T> {
  length: number;
  [n: number]: T;
}
interface Boolean {}
interface CallableFunction {}
interface Function {}
interface IArguments {}
interface NewableFunction {}
interface Number {}
interface Object {}
interface RegExp {}
interface String {}
type Readonly<T> = { readonly [P in keyof T]: T[P] };
