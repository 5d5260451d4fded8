/** Each bucket is 2 % wider than the one before, so that a percentile is told to within 2 %. */
const growth = Math.log(1.02);
const smallestMicroseconds = 10;
const bucketCount = 900;

/** Counts of latencies in buckets of fixed proportion; bounded however many are noted, and addable across rounds. */
export class LatencyHistogram {
  readonly buckets: number[];
  count: number;

  constructor(buckets: readonly number[] = []) {
    this.buckets = Array.from({ length: bucketCount }, (_, index) => buckets[index] ?? 0);
    this.count = this.buckets.reduce((sum, each) => sum + each, 0);
  }

  note(microseconds: number): void {
    const place = Math.ceil(Math.log(Math.max(microseconds, smallestMicroseconds) / smallestMicroseconds) / growth);
    const index = Math.min(bucketCount - 1, place);
    this.buckets[index] = (this.buckets[index] ?? 0) + 1;
    this.count += 1;
  }

  add(other: readonly number[]): void {
    for (const [index, count] of other.entries()) {
      this.buckets[index] = (this.buckets[index] ?? 0) + count;
      this.count += count;
    }
  }

  /** Upper edge, in milliseconds, of the bucket that holds this share of all; 0 when nothing was noted. */
  percentileMs(share: number): number {
    if (this.count === 0) return 0;
    const wanted = Math.ceil(this.count * share);
    let seen = 0;
    for (const [index, count] of this.buckets.entries()) {
      seen += count;
      if (seen >= wanted) return (smallestMicroseconds * Math.exp(index * growth)) / 1000;
    }
    return Number.POSITIVE_INFINITY;
  }
}
