/** Whether something grows, out of samples that jump up and down. */

export type Sample = {
  readonly atMs: number;
  readonly bytes: number;
  readonly descriptors: number;
  readonly threads: number;
};

const DAY_MS = 86_400_000;
/** Of the normal distribution, for an interval that holds the slope in 95 of 100 runs. */
const Z_95 = 1.96;

/** The slope a day by the median of all pairs (Theil and Sen), and where it lies at least and at most. */
export function slopeOf(
  samples: readonly Sample[],
  valueOf: (sample: Sample) => number,
): { readonly median: number; readonly least: number; readonly most: number } {
  const slopes: number[] = [];
  for (const [index, one] of samples.entries()) {
    for (const other of samples.slice(index + 1)) {
      const days = (other.atMs - one.atMs) / DAY_MS;
      if (days > 0) slopes.push((valueOf(other) - valueOf(one)) / days);
    }
  }
  if (slopes.length === 0) throw new Error('there are too few samples for a slope');
  slopes.sort((one, other) => one - other);
  const n = samples.length;
  // Variance of Kendall's statistic without ties (Sen 1968).
  const spread = Z_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const at = (rank: number) =>
    slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] as number;
  const middle = slopes.length / 2;
  return {
    median: at(middle - 0.5),
    least: at(middle - spread / 2),
    most: at(middle + spread / 2),
  };
}

/** Median of the last quarter beyond the median of the first. */
export function growthOf(samples: readonly Sample[], valueOf: (sample: Sample) => number): number {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  return (
    medianOf(samples.slice(-quarter).map(valueOf)) -
    medianOf(samples.slice(0, quarter).map(valueOf))
  );
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
