import { betaQuantile } from '../../../engine/stats/index.ts';

/** Where a measured number has to lie, both ends included. */
export interface Bar {
  readonly from: number;
  readonly to: number;
}

/** What is measured: a share, told in percent, or a plain number. */
export type Unit = 'share' | 'number';

/** One promise of the statistics, measured. */
export interface Line {
  readonly id: string;
  readonly what: string;
  /** A share where it is left out. */
  readonly unit?: Unit;
  /** Simulated experiments, families or pairs of them. */
  readonly draws: number;
  readonly measured: number;
  /** 95 % Monte-Carlo interval of what is measured. */
  readonly interval: readonly [number, number];
  /** null: told for comparison, promised by nobody. */
  readonly bar: Bar | null;
  /** The measured number lies within the bar. */
  readonly met: boolean;
  /** Not even the Monte-Carlo interval reaches the bar: not met for certain, however few the draws. */
  readonly refuted: boolean;
}

export interface Measured {
  readonly id: string;
  readonly what: string;
  readonly unit?: Unit;
  readonly bar: Bar | null;
}

/** A number with its Monte-Carlo interval held against a bar. */
export function lineOf(of: Measured, draws: number, measured: number, interval: readonly [number, number]): Line {
  const { bar } = of;
  const met = bar === null || (measured >= bar.from && measured <= bar.to);
  const refuted = bar !== null && (interval[1] < bar.from || interval[0] > bar.to);
  return { ...of, draws, measured, interval, met, refuted };
}

/** A share of draws, with the exact interval of Clopper & Pearson 1934. */
export function rateLine(of: Measured, count: number, draws: number): Line {
  const low = count === 0 ? 0 : betaQuantile({ alpha: count, beta: draws - count + 1 }, 0.025);
  const high = count === draws ? 1 : betaQuantile({ alpha: count + 1, beta: draws - count }, 0.975);
  return lineOf(of, draws, count / draws, [low, high]);
}

/** The mean of a number of each draw, with the normal interval. */
export function meanLine(of: Measured, values: readonly number[]): Line {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = 1.96 * Math.sqrt(square / values.length);
  return lineOf(of, values.length, mean, [mean - reach, mean + reach]);
}
