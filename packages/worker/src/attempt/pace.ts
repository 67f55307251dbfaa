/** How long one submission or run keeps a lane busy, as far as lately; what clients' waiting times are estimated from. */
export type Pace = {
  note(ms: number): void;
  /** Null before the first. */
  meanMs(): number | null;
};

/** The weight of the newest in the mean: about the last twenty count. */
const WEIGHT = 0.1;

export function createPace(): Pace {
  let mean: number | null = null;
  return {
    note(ms) {
      mean = mean === null ? ms : mean + WEIGHT * (ms - mean);
    },
    meanMs: () => mean,
  };
}
