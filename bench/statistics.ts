/**
 * The statistics of samples of times. Benchmark.js gives the test of significance (Mann and Whitney's U) that
 * says whether two samples differ at all. Its own runner only times functions of the same JavaScript
 * realm, with no control over warm-up, so that taking the samples is ours.
 */

import Benchmark from 'benchmark';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Of at least one value. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function geometricMean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/**
 * Whether two samples of times differ by more than chance explains, at the level of 5 %. Of samples too small
 * for that (three and five values are the least) those differ that do not overlap.
 */
export function differ(some: readonly number[], others: readonly number[]): boolean {
  return benchmarkOf(some).compare(benchmarkOf(others)) !== 0;
}

function benchmarkOf(sample: readonly number[]): Benchmark {
  const benchmark = new Benchmark(() => {});
  benchmark.stats.sample = [...sample];
  return benchmark;
}
