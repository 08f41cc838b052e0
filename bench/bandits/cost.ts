import { median, round, stopwatch } from '../measure.ts';

/** Seconds of warming up, in which the engine compiles what is run often. */
const WARM = 0.75;
const MOST_WARMING = 8;

/**
 * Processor seconds of a piece of work, warm as the figures it stands beside: the median of several runs, after one to
 * eight that are not counted.
 */
export function cost(work: () => unknown, runs = 5): number {
  const start = stopwatch();
  for (let run = 0; run < MOST_WARMING && (run === 0 || start().wall < 1000 * WARM); run += 1) work();
  return median(
    Array.from({ length: runs }, () => {
      const spent = stopwatch();
      work();
      return spent().cpu / 1000;
    }),
  );
}

export interface Measured {
  readonly case: string;
  /** Processor seconds of the whole, or of each step or row. */
  readonly seconds: number;
  readonly naive: { readonly what: string; readonly seconds: number };
  /** Ours as a share of the naive. */
  readonly ratio: number;
  readonly mabwiser: number;
  /** How many times as fast as MABWiser was. */
  readonly times: number;
  readonly goalTimes: number;
  readonly met: boolean;
}

export interface Case {
  readonly name: string;
  readonly own: number;
  readonly naive: { readonly what: string; readonly seconds: number };
  /** MABWiser's figure, processor seconds. */
  readonly mabwiser: number;
  readonly goalTimes?: number;
}

export const measured = ({ name, own, naive, mabwiser, goalTimes = 1 }: Case): Measured => ({
  case: name,
  seconds: round(own, 7),
  naive: { what: naive.what, seconds: round(naive.seconds, 7) },
  ratio: round(own / naive.seconds),
  mabwiser,
  times: round(mabwiser / own, 1),
  goalTimes,
  met: mabwiser / own > goalTimes,
});
