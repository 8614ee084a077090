/** The part of Benchmark.js (which ships no types) that statistics.ts uses. */
declare module 'benchmark' {
  export default class Benchmark {
    constructor(run: () => void);
    readonly stats: { sample: number[] };
    /** 1 if this one's sample is faster, -1 if slower, 0 if that cannot be told. */
    compare(other: Benchmark): -1 | 0 | 1;
  }
}
